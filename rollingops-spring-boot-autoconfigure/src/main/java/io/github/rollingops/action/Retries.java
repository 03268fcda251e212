package io.github.rollingops.action;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Whether and when a method that failed is called again.
 */
final class Retries {

	private final @Nullable RetryPolicy policy;

	private final long begin;

	private @Nullable BackOffExecution backOff;

	/**
	 * Create the retries of one method.
	 * @param policy what applies beside what the method asks for itself
	 * @param begin {@code nanoTime} of the first call
	 */
	Retries(@Nullable RetryPolicy policy, long begin) {
		this.policy = policy;
		this.begin = begin;
	}

	/**
	 * Return how long to wait before the next call.
	 * @param failure what the last call threw
	 * @param now {@code nanoTime}
	 * @return the time, or {@code null} if there is to be none
	 */
	@Nullable Duration backoff(Exception failure, long now) {
		if (failure instanceof ActionRetryException again) {
			return again.backoff();
		}
		if (this.policy == null || failure instanceof InterruptedException || !this.policy.shouldRetry(failure)) {
			return null;
		}
		if (this.backOff == null) {
			this.backOff = this.policy.getBackOff().start();
		}
		long millis = this.backOff.nextBackOff();
		if (millis == BackOffExecution.STOP) {
			return null;
		}
		Duration backoff = Duration.ofMillis(millis);
		Duration timeout = this.policy.getTimeout();
		boolean tooLate = !timeout.isZero() && backoff.plusNanos(now - this.begin).compareTo(timeout) > 0;
		return tooLate ? null : backoff;
	}

}
