package io.github.rollingops.engine;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a member is late.
 */
class SilenceTests {

	private final Silence silence = new Silence(Duration.ofSeconds(4));

	@Test
	void heartbeatMayComeLateByAQuarter() {
		assertThat(this.silence.isNotable(Duration.ofSeconds(5))).isFalse();
		assertThat(this.silence.isNotable(Duration.ofMillis(5001))).isTrue();
	}

}
