package io.github.rollingops.action;

import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;

/**
 * An action under other policies.
 */
record RetryingAction(Action action, @Nullable RetryPolicy executeRetry,
		@Nullable RetryPolicy rollbackRetry) implements ContextAction {

	@Override
	public String name() {
		return this.action.name();
	}

	@Override
	public void execute(ActionContext context) throws Exception {
		if (this.action instanceof ContextAction aware) {
			aware.execute(context);
		}
		else {
			this.action.execute();
		}
	}

	@Override
	public void rollback(ActionContext context) throws Exception {
		if (this.action instanceof ContextAction aware) {
			aware.rollback(context);
		}
		else {
			this.action.rollback();
		}
	}

}
