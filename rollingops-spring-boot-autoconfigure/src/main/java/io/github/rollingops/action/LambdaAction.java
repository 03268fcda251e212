package io.github.rollingops.action;

/**
 * An action made of lambdas.
 */
record LambdaAction(String name, Step executing, Step undoing) implements Action {

	@Override
	public void execute() throws Exception {
		this.executing.run();
	}

	@Override
	public void rollback() throws Exception {
		this.undoing.run();
	}

}
