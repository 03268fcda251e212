package io.github.rollingops.autoconfigure;

import io.github.rollingops.callback.InvalidRollingOperationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which bean and method cannot be a rolling operation, and why.
 */
class InvalidRollingOperationFailureAnalyzer extends AbstractFailureAnalyzer<InvalidRollingOperationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidRollingOperationException cause) {
		return new FailureAnalysis(
				"The rolling operation of " + cause.getSource() + " cannot be used: " + cause.getReason() + ".",
				cause.getAction(), cause);
	}

}
