package io.github.rollingops.action;

import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;

/**
 * An action in its queue, and what is known of its execution.
 */
final class QueuedAction {

	private final Action action;

	private final ActionValues values = new ActionValues();

	private boolean completed;

	QueuedAction(Action action) {
		this.action = action;
	}

	String name() {
		return this.action.name();
	}

	ActionValues values() {
		return this.values;
	}

	boolean completed() {
		return this.completed;
	}

	@Nullable RetryPolicy retry(ActionPhase phase) {
		return (phase == ActionPhase.EXECUTE) ? this.action.executeRetry() : this.action.rollbackRetry();
	}

	void call(ActionContext context) throws Exception {
		call(this.action, context);
		this.completed = this.completed || context.phase() == ActionPhase.EXECUTE;
	}

	/**
	 * Call the method of the phase, with the context where the action wants it.
	 */
	static void call(Action action, ActionContext context) throws Exception {
		boolean executing = context.phase() == ActionPhase.EXECUTE;
		if (action instanceof ContextAction aware && executing) {
			aware.execute(context);
		}
		else if (action instanceof ContextAction aware) {
			aware.rollback(context);
		}
		else if (executing) {
			action.execute();
		}
		else {
			action.rollback();
		}
	}

}
