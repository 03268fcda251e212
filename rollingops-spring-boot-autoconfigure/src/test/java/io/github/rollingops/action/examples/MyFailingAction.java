package io.github.rollingops.action.examples;

import java.time.Duration;

import io.github.rollingops.action.Action;
import io.github.rollingops.action.DoublingBackoffExceptionFactory;
import io.github.rollingops.action.ExceptionFactory;

class MyFailingAction implements Action {

	private final ExceptionFactory executeExceptions = new DoublingBackoffExceptionFactory(5, Duration.ofMillis(100));

	private final ExceptionFactory rollbackExceptions = new DoublingBackoffExceptionFactory(10, Duration.ofMillis(100));

	private int run;

	@Override
	public void execute() throws Exception {
		divide(this.executeExceptions);
	}

	@Override
	public void rollback() throws Exception {
		divide(this.rollbackExceptions);
	}

	private void divide(ExceptionFactory exceptions) throws Exception {
		this.run++;
		try {
			Math.floorDiv(1, 0);
		}
		catch (ArithmeticException ex) {
			exceptions.raiseException(ex);
		}
	}

	int runs() {
		return this.run;
	}

}
