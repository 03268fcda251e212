package io.github.rollingops.engine;

import java.time.Duration;

import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How long a failed operation waits before it is tried again.
 *
 * @param initialDelay the first delay; zero for none at all
 * @param multiplier by how much each delay is longer than the one before, 1 or more
 * @param maxDelay the longest delay
 * @param jitter how much of the initial delay may be added or taken away at random, from
 * 0 to 1, so that units do not come back all at once
 * @since 0.1.0
 */
public record RetryDelays(Duration initialDelay, double multiplier, Duration maxDelay, double jitter) {

	/**
	 * No more is needed to reach any maximum.
	 */
	private static final int ENOUGH_STEPS = 64;

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
		ExponentialBackOff backOff = new ExponentialBackOff(this.initialDelay.toMillis(), this.multiplier);
		backOff.setMaxInterval(this.maxDelay.toMillis());
		backOff.setJitter((long) (this.initialDelay.toMillis() * this.jitter));
		BackOffExecution execution = backOff.start();
		long delay = 0;
		for (int i = 0; i < Math.min(failures, ENOUGH_STEPS); i++) {
			delay = execution.nextBackOff();
		}
		return Duration.ofMillis(delay);
	}

}
