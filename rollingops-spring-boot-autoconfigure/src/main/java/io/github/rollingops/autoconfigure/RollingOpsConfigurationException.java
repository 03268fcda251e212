package io.github.rollingops.autoconfigure;

import io.github.rollingops.RollingOpsException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown at start-up when RollingOps cannot work as it is configured.
 */
final class RollingOpsConfigurationException extends RollingOpsException {

	private static final long serialVersionUID = 1L;

	private final String description;

	private final String action;

	RollingOpsConfigurationException(String description, String action, @Nullable Throwable cause) {
		super(description + " " + action, cause);
		this.description = description;
		this.action = action;
	}

	/**
	 * Return what does not fit, as sentences.
	 */
	String description() {
		return this.description;
	}

	/**
	 * Return what to do about it, as sentences.
	 */
	String action() {
		return this.action;
	}

}
