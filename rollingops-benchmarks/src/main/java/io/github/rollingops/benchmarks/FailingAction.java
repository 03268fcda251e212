package io.github.rollingops.benchmarks;

import java.util.function.Supplier;

/**
 * An action of which two calls fail and the third succeeds, and so on.
 */
final class FailingAction extends CountedAction {

	private final Supplier<? extends RuntimeException> failure;

	FailingAction(Supplier<? extends RuntimeException> failure) {
		this.failure = failure;
	}

	@Override
	public void execute() {
		super.execute();
		if (calls() % 3 != 0) {
			throw this.failure.get();
		}
	}

}
