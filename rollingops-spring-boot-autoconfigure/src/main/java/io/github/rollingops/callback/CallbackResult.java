package io.github.rollingops.callback;

import io.github.rollingops.OnRestart;
import io.github.rollingops.OperationResult;
import io.github.rollingops.action.ActionQueue;

/**
 * What a callback answered.
 *
 * @since 0.1.0
 */
public sealed interface CallbackResult {

	/**
	 * It has done what it does.
	 *
	 * @param result what to do next
	 */
	record Ended(OperationResult result) implements CallbackResult {
	}

	/**
	 * It is made of steps that are still to be taken.
	 *
	 * @param queue the steps
	 * @param onRestart what becomes of them if the process ends between them
	 */
	record Steps(ActionQueue queue, OnRestart onRestart) implements CallbackResult {
	}

}
