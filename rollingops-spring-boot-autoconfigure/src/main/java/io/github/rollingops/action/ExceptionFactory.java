package io.github.rollingops.action;

import org.jspecify.annotations.Nullable;

/**
 * Knows which exception an action throws after a failure that may pass. It counts, so it
 * belongs to one action; execution and rollback usually need one each.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ExceptionFactory {

	/**
	 * Throw an exception.
	 * @param cause what went wrong, or {@code null}
	 * @throws ActionRetryException to have the action called again
	 * @throws Exception the cause, or one in its place, once that is of no more use
	 */
	void raiseException(@Nullable Exception cause) throws Exception;

}
