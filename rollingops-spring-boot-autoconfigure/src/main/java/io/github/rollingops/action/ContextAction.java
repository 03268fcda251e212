package io.github.rollingops.action;

/**
 * An action that is told about its run: how often it has been tried, why it is rolled
 * back, how much time is left. Only a queue can run it.
 *
 * @since 0.1.0
 */
public interface ContextAction extends Action {

	/**
	 * Do the step.
	 * @param context what is to be known about this call
	 * @throws ActionRetryException to be called again
	 * @throws Exception if the step failed; the queue stops
	 */
	void execute(ActionContext context) throws Exception;

	/**
	 * Undo the step. Does nothing by default.
	 * @param context what is to be known about this call
	 * @throws ActionRetryException to be called again
	 * @throws Exception if the step could not be undone
	 */
	default void rollback(ActionContext context) throws Exception {
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalStateException always: only a queue has a context to give
	 */
	@Override
	default void execute() {
		throw new IllegalStateException(
				"Action '" + name() + "' needs a context, which only a queue can give; add it to an ActionQueue");
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalStateException always: only a queue has a context to give
	 */
	@Override
	default void rollback() {
		throw new IllegalStateException(
				"Action '" + name() + "' needs a context, which only a queue can give; let its queue roll back");
	}

}
