package io.github.rollingops.callback;

import org.jspecify.annotations.Nullable;

import io.github.rollingops.RollingOpsException;

/**
 * Thrown at start-up when something that was declared as a rolling operation cannot be
 * one.
 *
 * @since 0.1.0
 */
public class InvalidRollingOperationException extends RollingOpsException {

	private static final long serialVersionUID = 1L;

	private final String source;

	private final String reason;

	private final String action;

	public InvalidRollingOperationException(String source, String reason, String action) {
		this(source, reason, action, null);
	}

	public InvalidRollingOperationException(String source, String reason, String action, @Nullable Throwable cause) {
		super("Rolling operation of " + source + " cannot be used: " + reason + ". " + action, cause);
		this.source = source;
		this.reason = reason;
		this.action = action;
	}

	/**
	 * Return where the operation was declared: the bean and the method.
	 * @return the place, in words
	 */
	public String getSource() {
		return this.source;
	}

	/**
	 * Return what is wrong with it.
	 * @return the reason, in words and without a full stop
	 */
	public String getReason() {
		return this.reason;
	}

	/**
	 * Return how to mend it.
	 * @return the remedy, as sentences
	 */
	public String getAction() {
		return this.action;
	}

}
