package io.github.rollingops.action;

import java.util.Map;

import io.github.rollingops.StepJournal.Status;
import io.github.rollingops.StepJournal.Step;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;

/**
 * An action in its queue, and what is known of its execution.
 */
final class QueuedAction {

	private final Action action;

	private final ActionValues values;

	private Status status = Status.STARTED;

	private boolean completed;

	QueuedAction(Action action, Runnable valuesChanged) {
		this.action = action;
		this.values = new ActionValues(Map.of(), valuesChanged);
	}

	/**
	 * Take up an action that another process has begun.
	 */
	QueuedAction(Action action, Step step, Runnable valuesChanged) {
		this.action = action;
		this.values = new ActionValues(step.values(), valuesChanged);
		this.status = step.status();
		this.completed = step.completed();
	}

	/**
	 * Return whether another process has begun it and this one does not know it.
	 */
	boolean isMissing() {
		return this.action instanceof MissingAction;
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

	Status status() {
		return this.status;
	}

	void status(Status status) {
		this.status = status;
		this.completed = this.completed || status == Status.COMPLETED;
	}

	Step step() {
		return new Step(name(), this.status, this.completed, this.values.texts());
	}

	@Nullable RetryPolicy retry(ActionPhase phase) {
		return (phase == ActionPhase.EXECUTE) ? this.action.executeRetry() : this.action.rollbackRetry();
	}

	void call(ActionContext context) throws Exception {
		call(this.action, context);
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
