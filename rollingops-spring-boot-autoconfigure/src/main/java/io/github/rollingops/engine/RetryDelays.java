package io.github.rollingops.engine;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a failed operation waits before it is tried again.
 *
 * @param initialDelay the first delay; zero for none at all
 * @param multiplier by how much each delay is longer than the one before, 1 or more
 * @param maxDelay the longest delay
 * @param jitter how much of a delay may be added or taken away at random, from 0 to 1, so
 * that units do not come back all at once
 * @since 0.1.0
 */
public record RetryDelays(Duration initialDelay, double multiplier, Duration maxDelay, double jitter) {

	public RetryDelays {
		if (initialDelay.isNegative() || maxDelay.compareTo(initialDelay) < 0) {
			throw new IllegalArgumentException("initial-delay is " + initialDelay + " and max-delay is " + maxDelay
					+ "; set 0 <= initial-delay <= max-delay");
		}
		if (!(multiplier >= 1)) {
			throw new IllegalArgumentException("multiplier is " + multiplier + "; set 1 or more");
		}
		if (!(jitter >= 0 && jitter <= 1)) {
			throw new IllegalArgumentException("jitter is " + jitter + "; set a value from 0 to 1");
		}
	}

	/**
	 * Return how long to wait after that many failures.
	 * @param failures 1 after the first
	 * @return the delay
	 */
	Duration after(int failures) {
		if (failures <= 0 || this.initialDelay.isZero()) {
			return Duration.ZERO;
		}
		double longest = this.maxDelay.toNanos();
		double delay = Math.min(longest, this.initialDelay.toNanos() * Math.pow(this.multiplier, failures - 1));
		double from = delay * (1 - this.jitter);
		double to = Math.min(longest, delay * (1 + this.jitter));
		return Duration.ofNanos((long) (from + (to - from) * ThreadLocalRandom.current().nextDouble()));
	}

}
