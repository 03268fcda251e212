package io.github.rollingops.action;

/**
 * What a queue is doing with its actions.
 *
 * @since 0.1.0
 */
public enum ActionPhase {

	/**
	 * Doing them, in order.
	 */
	EXECUTE,

	/**
	 * Undoing them, in reverse.
	 */
	ROLLBACK

}
