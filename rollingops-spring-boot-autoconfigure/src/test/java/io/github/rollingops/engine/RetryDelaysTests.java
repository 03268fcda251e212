package io.github.rollingops.engine;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RetryDelaysTests {

	private static final RetryDelays HOLD = GroupSettings.DEFAULT.retries().hold();

	private static final RetryDelays RELEASE = GroupSettings.DEFAULT.retries().release();

	@Test
	void doublesFromTheInitialDelayToTheLongest() {
		RetryDelays delays = new RetryDelays(Duration.ofSeconds(1), 2, Duration.ofSeconds(5), 0);
		assertThat(IntStream.rangeClosed(0, 5).mapToObj(delays::after)).containsExactly(Duration.ZERO,
				Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(5),
				Duration.ofSeconds(5));
	}

	@Test
	void reachesTheLongestAfterAnyNumberOfFailures() {
		RetryDelays delays = new RetryDelays(Duration.ofMillis(1), 1.1, Duration.ofHours(1), 0);
		assertThat(delays.after(1_000)).isEqualTo(Duration.ofHours(1));
		assertThat(RELEASE.after(Integer.MAX_VALUE)).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
	}

	@Test
	void jitterStaysWithinItsBounds() {
		for (int i = 0; i < 200; i++) {
			assertThat(RELEASE.after(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1_500));
			assertThat(HOLD.after(10)).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(5));
			assertThat(HOLD.after(2)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
			assertThat(RELEASE.after(10)).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
		}
	}

	@Test
	void jitterSpreadsTheFleet() {
		List<Duration> delays = IntStream.range(0, 100).mapToObj((i) -> RELEASE.after(1)).distinct().toList();
		assertThat(delays).hasSizeGreaterThan(20);
	}

	@Test
	void zeroIsNoDelayAtAll() {
		assertThat(new RetryDelays(Duration.ZERO, 2, Duration.ofSeconds(5), 0.5).after(7)).isZero();
	}

	@Test
	void refusesWhatMakesNoSense() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryDelays(Duration.ofSeconds(2), 2, Duration.ofSeconds(1), 0))
			.withMessageContaining("initial-delay is PT2S and max-delay is PT1S");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryDelays(Duration.ofSeconds(-1), 2, Duration.ofSeconds(1), 0));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryDelays(Duration.ofSeconds(1), 0.9, Duration.ofSeconds(1), 0))
			.withMessageContaining("multiplier is 0.9");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryDelays(Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 1.1))
			.withMessageContaining("jitter is 1.1");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryDelays(Duration.ofSeconds(1), Double.NaN, Duration.ofSeconds(1), 0));
	}

}
