package io.github.rollingops;

/**
 * Why an accepted operation ended without its callback having answered
 * {@link OperationResult#RELEASE}.
 *
 * @since 0.1.0
 */
public enum DropReason {

	/**
	 * It failed more often than its {@code max_retry} allows.
	 */
	MAX_RETRY_EXCEEDED,

	/**
	 * The unit has no callback of that id.
	 */
	UNKNOWN_CALLBACK,

	/**
	 * Its kwargs could not be converted to the parameters of the callback.
	 */
	INVALID_KWARGS,

	/**
	 * The callback threw an {@link OperationAbortedException}.
	 */
	ABORTED,

	/**
	 * Too many of its runs were cut short: the process ended, or lost the lock, before
	 * the callback had returned.
	 */
	PROCESS_DIED,

	/**
	 * Somebody cancelled it while it waited.
	 */
	CANCELLED,

	/**
	 * It was cut short between its steps, and its callback no longer has the steps that
	 * it had begun; what could be was undone.
	 */
	STEPS_CHANGED,

	/**
	 * Its unit departed and did not return within the retention.
	 */
	UNIT_FORGOTTEN,

	/**
	 * Its entry in the databag could not be read and there was no room left to set it
	 * aside.
	 */
	UNREADABLE,

	/**
	 * The store lost writes that it had acknowledged, this operation among them.
	 */
	STORE_LOST

}
