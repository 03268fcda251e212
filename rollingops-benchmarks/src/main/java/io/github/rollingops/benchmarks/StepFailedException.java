package io.github.rollingops.benchmarks;

/**
 * Costs little, as it does not look where it is thrown: what is measured is how it is
 * handled.
 */
final class StepFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StepFailedException() {
		super("Step failed", null, false, false);
	}

}
