package io.github.rollingops.action;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Asks a number of times to be called again, each time after twice the wait, and then
 * gives up. Not thread-safe.
 *
 * @since 0.1.0
 */
public class DoublingBackoffExceptionFactory implements ExceptionFactory {

	/**
	 * How often it asks unless told otherwise.
	 */
	public static final int DEFAULT_RETRIES = 3;

	/**
	 * How long the first wait is unless told otherwise.
	 */
	public static final Duration DEFAULT_INITIAL_BACKOFF = Duration.ofMillis(500);

	private final int retries;

	private int left;

	private Duration backoff;

	/**
	 * Ask three times, after half a second, one, and two.
	 */
	public DoublingBackoffExceptionFactory() {
		this(DEFAULT_RETRIES, DEFAULT_INITIAL_BACKOFF);
	}

	/**
	 * Ask as often as told.
	 * @param retries how often, 0 or more
	 * @param initialBackoff the first wait, zero or more
	 * @throws IllegalArgumentException if either is negative
	 */
	public DoublingBackoffExceptionFactory(int retries, Duration initialBackoff) {
		if (retries < 0 || initialBackoff.isNegative()) {
			throw new IllegalArgumentException(
					"retries is " + retries + " and initialBackoff " + initialBackoff + "; set 0 or more of each");
		}
		this.retries = retries;
		this.left = retries;
		this.backoff = initialBackoff;
	}

	/**
	 * {@inheritDoc}
	 * @throws ActionRetryException as often as there are retries
	 * @throws Exception the cause after that, or an {@link IllegalStateException} where
	 * there is none
	 */
	@Override
	public void raiseException(@Nullable Exception cause) throws Exception {
		if (this.left > 0) {
			this.left--;
			ActionRetryException again = new ActionRetryException(this.backoff);
			this.backoff = this.backoff.multipliedBy(2);
			if (cause != null) {
				again.initCause(cause);
			}
			throw again;
		}
		throw (cause != null) ? cause : new IllegalStateException("Given up after " + this.retries + " retries");
	}

}
