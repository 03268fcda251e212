package io.github.rollingops.test;

/**
 * Unwinds a callback whose process the test has crashed.
 */
final class UnitCrashedError extends Error {

	private static final long serialVersionUID = 1L;

	UnitCrashedError(String unit) {
		super("The test has crashed unit '" + unit + "' during this run", null, false, false);
	}

}
