package io.github.rollingops.databag;

import java.time.Duration;

import io.github.rollingops.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * The end of what was done under a grant.
 *
 * @param caller who held the grant; its sequence number is not looked at
 * @param token the token of the grant
 * @param result what to do with the operation
 * @param dropReason why it is dropped, with {@link Result#DROP}
 * @param delay how long to wait before the next run, with the retries
 * @param busy whether the thread of a callback has not returned yet
 * @param draining whether the unit has begun to stop
 * @param mayPass whether this unit's code may pass the turn on
 * @param stepsLeft the names of the operation's steps that have not been undone; empty if
 * there are none
 * @since 0.1.0
 */
public record FinishCommand(Caller caller, long token, Result result, @Nullable DropReason dropReason, Duration delay,
		boolean busy, boolean draining, boolean mayPass, String stepsLeft) {

	/**
	 * What to do with an operation.
	 */
	public enum Result {

		/**
		 * It is done.
		 */
		RELEASE,

		/**
		 * It failed; others may proceed before it is tried again.
		 */
		RETRY_RELEASE,

		/**
		 * It failed and is tried again without giving the lock away.
		 */
		RETRY_HOLD,

		/**
		 * It was not started; it keeps its place.
		 */
		UNRUN,

		/**
		 * It is given up.
		 */
		DROP

	}

}
