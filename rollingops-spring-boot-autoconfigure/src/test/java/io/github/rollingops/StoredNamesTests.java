package io.github.rollingops;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The texts under which intents and results are stored, and the names that may be.
 */
class StoredNamesTests {

	@ParameterizedTest
	@CsvSource({ "IDLE, idle", "REQUEST, request", "RETRY_RELEASE, retry-release", "RETRY_HOLD, retry-hold" })
	void storesIntentUnderItsText(LockIntent intent, String value) {
		assertThat(intent.value()).isEqualTo(value);
		assertThat(LockIntent.of(value)).isEqualTo(intent);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "IDLE", "retry_hold", "granted", " idle" })
	void refusesTextThatIsNoIntent(String value) {
		assertThatExceptionOfType(RollingOpsDecodingException.class).isThrownBy(() -> LockIntent.of(value))
			.withMessageContaining("'" + value + "'");
	}

	@ParameterizedTest
	@CsvSource({ "RELEASE, release", "RETRY_RELEASE, retry-release", "RETRY_HOLD, retry-hold" })
	void reportsResultUnderItsText(OperationResult result, String value) {
		assertThat(result.value()).isEqualTo(value);
	}

	@ParameterizedTest
	@EnumSource(value = OperationResult.class, names = "RELEASE", mode = EnumSource.Mode.EXCLUDE)
	void storesARetryAsTheIntentOfTheSameName(OperationResult result) {
		assertThat(LockIntent.of(result.value()).name()).isEqualTo(result.name());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "unit-1", "A.b_c/d-9", "0" })
	void acceptsName(String name) {
		assertThat(NameRule.accepts(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a:b", "{a}", "a\n", "ä", "a*", "a," })
	void refusesName(String name) {
		assertThat(NameRule.accepts(name)).isFalse();
	}

	@Test
	void acceptsNamesOfUpTo128Characters() {
		assertThat(NameRule.accepts("a".repeat(128))).isTrue();
		assertThat(NameRule.accepts("a".repeat(129))).isFalse();
	}

}
