package io.github.rollingops.autoconfigure;

import io.github.rollingops.engine.UnitNameTakenException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells how to give a second instance a name of its own.
 */
class UnitNameTakenFailureAnalyzer extends AbstractFailureAnalyzer<UnitNameTakenException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnitNameTakenException cause) {
		String free = "b".equals(cause.getUnit()) ? "c" : "b";
		return new FailureAnalysis(
				"The name '" + cause.getUnit() + "' of this unit is in use in group '" + cause.getGroup()
						+ "': another process has renewed its membership under it just now.",
				"Give this instance another name, for example with --rollingops.unit-name=" + free
						+ ", or stop the other process.",
				cause);
	}

}
