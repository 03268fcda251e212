package io.github.rollingops.action;

import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;

/**
 * A step with a side effect, and how to undo it. Both methods belong to one object, so
 * that what the rollback needs (the key of a row, the name of a file) can be kept on it.
 * <p>
 * Either method may throw an {@link ActionRetryException} to be called again. An action
 * that needs to know more about its run is a {@link ContextAction}.
 * <p>
 * Called by one thread: the one that runs the queue.
 *
 * @since 0.1.0
 */
public interface Action {

	/**
	 * Do the step.
	 * @throws ActionRetryException to be called again
	 * @throws Exception if the step failed; the queue stops
	 */
	void execute() throws Exception;

	/**
	 * Undo the step. Called whenever {@link #execute()} has been called, whether that
	 * succeeded, failed or got halfway. Does nothing by default.
	 * @throws ActionRetryException to be called again
	 * @throws Exception if the step could not be undone; earlier steps are undone all the
	 * same
	 */
	default void rollback() throws Exception {
	}

	/**
	 * Return the name that stands for this action in messages, events and reports.
	 * @return the simple name of the class unless overridden
	 */
	default String name() {
		Class<?> type = getClass();
		return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
	}

	/**
	 * Return when {@link #execute()} is called again after an exception that is not an
	 * {@link ActionRetryException}.
	 * @return the policy, or {@code null} if the first such exception is final
	 */
	default @Nullable RetryPolicy executeRetry() {
		return null;
	}

	/**
	 * Return when {@link #rollback()} is called again after an exception that is not an
	 * {@link ActionRetryException}.
	 * @return the policy, or {@code null} if the first such exception is final
	 */
	default @Nullable RetryPolicy rollbackRetry() {
		return null;
	}

	/**
	 * Return this action with other policies for being called again.
	 * @param execute for {@link #execute()}; {@code null} for none
	 * @param rollback for {@link #rollback()}; {@code null} for none
	 * @return an action that does the same
	 */
	default Action retrying(@Nullable RetryPolicy execute, @Nullable RetryPolicy rollback) {
		return new RetryingAction(this, execute, rollback);
	}

	/**
	 * Return an action made of lambdas.
	 * @param name the name of the action
	 * @param execute does the step
	 * @param rollback undoes it
	 * @return the action
	 */
	static Action of(String name, Step execute, Step rollback) {
		return new LambdaAction(name, execute, rollback);
	}

	/**
	 * What an action does, or undoes.
	 */
	@FunctionalInterface
	interface Step {

		/**
		 * Do it.
		 * @throws Exception if it failed
		 */
		void run() throws Exception;

	}

}
