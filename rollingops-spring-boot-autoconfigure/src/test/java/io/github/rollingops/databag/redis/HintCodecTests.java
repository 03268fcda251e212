package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.rollingops.databag.Hint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HintCodecTests {

	@Test
	void readsAGrantWithItsOperation() {
		Hint hint = read("granted boot-1 1795336931104731 2500000 op-1 "
				+ "{\"id\":\"op-1\",\"callback_id\":\"reload\",\"kwargs\":\"{\\\"a\\\": \\\"b c\\\"}\","
				+ "\"requested_at\":\"2026-03-01T12:00:00.000000Z\",\"max_retry\":\"\",\"attempt\":\"0\"}");
		assertThat(hint).isInstanceOfSatisfying(Hint.Granted.class, (granted) -> {
			assertThat(granted.bootId()).isEqualTo("boot-1");
			assertThat(granted.held().token()).isEqualTo(1_795_336_931_104_731L);
			assertThat(granted.held().dueIn()).isEqualTo(Duration.ofMillis(2500));
			assertThat(granted.held().operationId()).isEqualTo("op-1");
			assertThat(granted.held().operation()).isNotNull()
				.satisfies((operation) -> assertThat(operation.kwargs()).containsEntry("a", "b c"));
		});
	}

	@Test
	void readsAGrantWhoseOperationIsUnreadable() {
		assertThat(read("granted boot-1 7 0 op-1 ")).isInstanceOfSatisfying(Hint.Granted.class,
				(granted) -> assertThat(granted.held().operation()).isNull());
	}

	@Test
	void readsTheOthers() {
		assertThat(read("work 1500000")).isEqualTo(new Hint.Work(Duration.ofMillis(1500)));
		assertThat(read("leader-gone")).isEqualTo(new Hint.LeaderGone());
		assertThat(read("echo boot-1 12")).isEqualTo(new Hint.Echo("boot-1", 12));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "later something", "work", "work soon", "echo boot-1", "granted boot-1 7" })
	void passesOverWhatItDoesNotKnow(String message) {
		assertThat(read(message)).isNull();
	}

	private static @Nullable Hint read(String message) {
		return HintCodec.read(message.getBytes(StandardCharsets.UTF_8));
	}

}
