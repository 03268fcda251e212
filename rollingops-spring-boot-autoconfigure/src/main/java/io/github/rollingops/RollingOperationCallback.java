package io.github.rollingops;

import org.jspecify.annotations.Nullable;

/**
 * What runs once a unit has been granted the lock. Called on one thread at a time within
 * a unit and group, and must return soon after its thread has been interrupted: that is
 * how it learns that the lock is lost.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RollingOperationCallback {

	/**
	 * Execute the operation.
	 * @param context the operation and the grant under which it runs
	 * @return what to do next; {@code null} means {@link OperationResult#RELEASE}
	 * @throws OperationAbortedException to drop the operation
	 * @throws Exception to have it retried as with {@link OperationResult#RETRY_RELEASE}
	 */
	@Nullable OperationResult execute(OperationContext context) throws Exception;

}
