package io.github.rollingops;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a callback to give its operation up: it is dropped as
 * {@link DropReason#ABORTED} and the lock is released.
 *
 * @since 0.1.0
 */
public class OperationAbortedException extends RollingOpsException {

	private static final long serialVersionUID = 1L;

	public OperationAbortedException(String message) {
		this(message, null);
	}

	public OperationAbortedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
