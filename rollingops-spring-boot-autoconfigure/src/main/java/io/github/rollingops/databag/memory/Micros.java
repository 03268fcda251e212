package io.github.rollingops.databag.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Times and durations as whole microseconds.
 */
final class Micros {

	private Micros() {
	}

	static long of(Duration duration) {
		return duration.toNanos() / 1000;
	}

	// ChronoUnit counts nanoseconds on the way, which a long holds for 292 years only.
	static long of(Instant instant) {
		return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000), instant.getNano() / 1000);
	}

	static Instant instant(long micros) {
		return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
	}

	static Duration duration(long micros) {
		return Duration.of(micros, ChronoUnit.MICROS);
	}

}
