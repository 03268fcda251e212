package io.github.rollingops.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which property to set, and why.
 */
class RollingOpsConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<RollingOpsConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RollingOpsConfigurationException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
