package io.github.rollingops.action;

/**
 * Stands for an action that another process has begun, and which its queue no longer has.
 */
record MissingAction(String name) implements Action {

	@Override
	public void execute() {
		throw new IllegalStateException("There is no action '" + this.name + "'");
	}

}
