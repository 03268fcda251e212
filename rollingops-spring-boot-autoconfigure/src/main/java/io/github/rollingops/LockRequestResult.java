package io.github.rollingops;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for the lock, for one unit.
 *
 * @param unit the unit on which the operation was requested
 * @param operation the operation that was queued, or the queued twin of a duplicate;
 * {@code null} if the request was refused
 * @param status what became of the request
 * @param reason why it was refused, in words; {@code null} otherwise
 * @since 0.1.0
 */
public record LockRequestResult(String unit, @Nullable Operation operation, Status status, @Nullable String reason) {

	/**
	 * What became of a request.
	 */
	public enum Status {

		/**
		 * The operation stands in the unit's queue.
		 */
		ENQUEUED,

		/**
		 * The last operation in the unit's queue is the same and still waits; nothing was
		 * added.
		 */
		DUPLICATE,

		/**
		 * The unit does not take the operation.
		 */
		REFUSED

	}

}
