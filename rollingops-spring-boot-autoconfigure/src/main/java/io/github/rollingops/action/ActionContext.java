package io.github.rollingops.action;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What an action can know about the call that it is in. Valid during that call, and for
 * its thread only.
 *
 * @since 0.1.0
 */
public interface ActionContext {

	/**
	 * Return the name of the action.
	 * @return the name
	 */
	String action();

	/**
	 * Return whether the action is to be done or undone.
	 * @return the phase
	 */
	ActionPhase phase();

	/**
	 * Return how often this method has been called before in this phase.
	 * @return 0 at the first call
	 */
	int attempt();

	/**
	 * Return whether the action's execution had come to its end without an exception.
	 * @return {@code false} while it is being executed, and in the rollback of the action
	 * that failed
	 */
	boolean completed();

	/**
	 * Return why there is a rollback.
	 * @return what ended the execution; {@code null} while executing, and in a rollback
	 * after an execution that succeeded
	 */
	@Nullable Throwable cause();

	/**
	 * Return how much time is left for this phase of the whole queue.
	 * @return the time, zero if there is none; {@code null} if there is no limit
	 */
	@Nullable Duration remaining();

	/**
	 * Return the token of the grant under which this process runs the queue. A resource
	 * that remembers the highest token it has seen can refuse a late holder.
	 * @return the fencing token, or {@code null} outside of a rolling operation
	 */
	@Nullable Long fencingToken();

	/**
	 * Return the values that this action has kept for its rollback.
	 * @return the values of this action, which no other sees
	 */
	ActionValues values();

}
