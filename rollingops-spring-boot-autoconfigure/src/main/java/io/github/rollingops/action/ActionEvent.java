package io.github.rollingops.action;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What happened to an action.
 *
 * @param queue the name of the queue
 * @param action the name of the action
 * @param type what happened
 * @param attempt how often the method had been called before in this phase
 * @param taken how long the action has taken in this phase, waiting included
 * @param error what was thrown, or {@code null}
 * @since 0.1.0
 */
public record ActionEvent(String queue, String action, Type type, int attempt, Duration taken,
		@Nullable Throwable error) {

	/**
	 * What can happen.
	 */
	public enum Type {

		/**
		 * Its execution begins.
		 */
		STARTED,

		/**
		 * A method is called again after a wait.
		 */
		RETRIED,

		/**
		 * It was executed.
		 */
		COMPLETED,

		/**
		 * Its execution failed.
		 */
		FAILED,

		/**
		 * It was undone.
		 */
		ROLLED_BACK,

		/**
		 * It could not be undone.
		 */
		ROLLBACK_FAILED

	}

}
