package io.github.rollingops;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class OperationTests {

	@Test
	void isCreatedWithAnIdOfItsOwnAndTheLocalTimeInMicroseconds() {
		Operation operation = Operation.create("reload", Map.of("force", true), 3);
		assertThat(operation.id()).isNotBlank().isNotEqualTo(Operation.create("reload", Map.of(), 3).id());
		assertThat(operation.callbackId()).isEqualTo("reload");
		assertThat(operation.kwargs()).isEqualTo(Map.of("force", true));
		assertThat(operation.maxRetry()).isEqualTo(3);
		assertThat(operation.attempt()).isZero();
		assertThat(operation.cutShortRuns()).isZero();
		assertThat(operation.requestedAt()).isEqualTo(operation.requestedAt().truncatedTo(ChronoUnit.MICROS))
			.isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
	}

	@Test
	void equalsAnotherOfTheSameCallbackAndKwargs() {
		Operation operation = Operation.create("reload", Map.of("a", 1, "b", 2), null);
		Operation twin = Operation.create("reload", Map.of("b", 2, "a", 1), 5).incrementAttempt();
		assertThat(operation).isEqualTo(twin).hasSameHashCodeAs(twin);
		assertThat(operation.id()).isNotEqualTo(twin.id());
	}

	@Test
	void differsWithAnotherCallbackOrOtherKwargs() {
		Operation operation = Operation.create("reload", Map.of("force", true), null);
		assertThat(operation).isNotEqualTo(Operation.create("reindex", Map.of("force", true), null))
			.isNotEqualTo(Operation.create("reload", Map.of("force", false), null))
			.isNotEqualTo(Operation.create("reload", Map.of(), null))
			.isNotEqualTo("reload");
	}

	@Test
	void equalsItselfAfterItHasBeenWrittenAndRead() {
		Operation operation = Operation.create("reload", Map.of("ratio", 1e20, "small", 1e-9, "f", 0.1f), null);
		assertThat(Operation.fromJson(operation.toJson())).isEqualTo(operation);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t\n" })
	void refusesBlankCallbackId(String callbackId) {
		assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
			.isThrownBy(() -> Operation.create(callbackId, Map.of(), null))
			.withMessageContaining("blank");
	}

	@Test
	void refusesNegativeMaxRetry() {
		assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
			.isThrownBy(() -> Operation.create("reload", Map.of(), -1))
			.withMessageContaining("-1")
			.withMessageContaining("null for no limit");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, false", "0, 1, true", "3, 3, false", "3, 4, true" })
	void countsRunsAgainstMaxRetry(int maxRetry, int failures, boolean reached) {
		Operation operation = Operation.create("reload", Map.of(), maxRetry);
		for (int i = 0; i < failures; i++) {
			operation = operation.incrementAttempt();
		}
		assertThat(operation.attempt()).isEqualTo(failures);
		assertThat(operation.isMaxRetryReached()).isEqualTo(reached);
	}

	@Test
	void isNeverExhaustedWithoutMaxRetry() {
		Operation operation = Operation.create("reload", Map.of(), null);
		for (int i = 0; i < 1000; i++) {
			operation = operation.incrementAttempt();
		}
		assertThat(operation.isMaxRetryReached()).isFalse();
	}

	@Test
	void keepsItselfWhenAnAttemptIsCounted() {
		Operation operation = Operation.create("reload", Map.of("a", 1), 3);
		Operation failed = operation.incrementAttempt();
		assertThat(operation.attempt()).isZero();
		assertThat(failed.id()).isEqualTo(operation.id());
		assertThat(failed.requestedAt()).isEqualTo(operation.requestedAt());
	}

	@Test
	void countsRunsCutShortBesideTheAttempts() {
		Operation operation = Operation.create("reload", Map.of(), 0).incrementCutShortRuns();
		assertThat(operation.attempt()).isZero();
		assertThat(operation.cutShortRuns()).isOne();
		assertThat(operation.incrementAttempt().cutShortRuns()).isOne();
		assertThat(operation.incrementAttempt().isMaxRetryReached()).isTrue();
	}

	@Test
	void takesTheGroupsIdAndTimeWhenAccepted() {
		Operation operation = Operation.create("reload", Map.of("a", 1), 3);
		Operation accepted = operation.accepted("op-1", Instant.parse("2026-03-04T05:06:07.123456789Z"));
		assertThat(accepted.id()).isEqualTo("op-1");
		assertThat(accepted.requestedAt()).isEqualTo("2026-03-04T05:06:07.123456Z");
		assertThat(accepted).isEqualTo(operation);
	}

	@Test
	void doesNotShowKwargsInItsText() {
		Operation operation = Operation.create("reload", Map.of("password", "hunter2"), null);
		assertThat(operation).hasToString("reload[" + operation.id() + "]");
	}

	@Test
	void bringsUnmodifiableKwargs() {
		Map<String, Object> kwargs = Operation.create("reload", Map.of("a", 1), null).kwargs();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> kwargs.put("b", 2));
	}

}
