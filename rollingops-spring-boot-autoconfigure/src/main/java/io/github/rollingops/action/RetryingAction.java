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
		QueuedAction.call(this.action, context);
	}

	@Override
	public void rollback(ActionContext context) throws Exception {
		QueuedAction.call(this.action, context);
	}

}
