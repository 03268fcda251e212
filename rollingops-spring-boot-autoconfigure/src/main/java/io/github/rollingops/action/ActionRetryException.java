package io.github.rollingops.action;

import java.time.Duration;

/**
 * Thrown by an action to have the method that throws it called again, for as long as it
 * throws. The action counts: see {@link DoublingBackoffExceptionFactory}.
 *
 * @since 0.1.0
 */
public class ActionRetryException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Duration backoff;

	/**
	 * Ask to be called again at once.
	 */
	public ActionRetryException() {
		this(Duration.ZERO);
	}

	/**
	 * Ask to be called again.
	 * @param backoff how long to wait before; zero for not at all
	 * @throws IllegalArgumentException if it is negative
	 */
	public ActionRetryException(Duration backoff) {
		super("To be called again after " + backoff);
		if (backoff.isNegative()) {
			throw new IllegalArgumentException("The backoff is " + backoff + "; set zero or more");
		}
		this.backoff = backoff;
	}

	/**
	 * Return how long to wait before.
	 * @return the time; zero for not at all
	 */
	public Duration backoff() {
		return this.backoff;
	}

}
