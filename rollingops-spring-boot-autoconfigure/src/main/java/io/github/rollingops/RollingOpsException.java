package io.github.rollingops;

import org.jspecify.annotations.Nullable;

/**
 * Base of all exceptions that RollingOps throws on purpose.
 *
 * @since 0.1.0
 */
public abstract class RollingOpsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	protected RollingOpsException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
