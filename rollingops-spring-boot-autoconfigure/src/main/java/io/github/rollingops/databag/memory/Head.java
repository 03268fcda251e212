package io.github.rollingops.databag.memory;

import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;

/**
 * The head of a unit's queue, copied to where a grant finds it without reading any
 * databag.
 *
 * @param kind what the unit wants of the lock
 * @param order when it was requested, or ran last, by the group's stamps
 * @param due when it may run, in liveness time
 * @param bootId the life that may be granted
 * @param operation the operation
 */
record Head(LockIntent kind, long order, long due, String bootId, Operation operation) {

	/**
	 * Puts a retry that keeps the lock, and has lost it, before every request: stamps are
	 * below 4·10¹⁵ until the year 2096.
	 */
	private static final long HOLD_FIRST = 4_000_000_000_000_000L;

	boolean isRetryRelease() {
		return this.kind == LockIntent.RETRY_RELEASE;
	}

	boolean isRequest() {
		return this.kind == LockIntent.REQUEST;
	}

	/**
	 * Return the score that decides between units of the same index.
	 */
	long score() {
		return (this.kind == LockIntent.RETRY_HOLD) ? this.order - HOLD_FIRST : this.order;
	}

}
