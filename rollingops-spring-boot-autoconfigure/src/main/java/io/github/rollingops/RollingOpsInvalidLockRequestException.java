package io.github.rollingops;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a request for the lock cannot be taken as it is: the message names the
 * value, the limit and the remedy. Nothing was written.
 *
 * @since 0.1.0
 */
public class RollingOpsInvalidLockRequestException extends RollingOpsException {

	private static final long serialVersionUID = 1L;

	public RollingOpsInvalidLockRequestException(String message) {
		this(message, null);
	}

	public RollingOpsInvalidLockRequestException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
