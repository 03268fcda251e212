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
		if (context.phase() == ActionPhase.EXECUTE) {
			execute(context);
			this.completed = true;
		}
		else if (this.action instanceof ContextAction aware) {
			aware.rollback(context);
		}
		else {
			this.action.rollback();
		}
	}

	private void execute(ActionContext context) throws Exception {
		if (this.action instanceof ContextAction aware) {
			aware.execute(context);
		}
		else {
			this.action.execute();
		}
	}

}
