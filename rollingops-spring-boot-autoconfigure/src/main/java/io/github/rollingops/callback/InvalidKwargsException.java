package io.github.rollingops.callback;

import org.jspecify.annotations.Nullable;

import io.github.rollingops.DropReason;
import io.github.rollingops.RollingOpsException;

/**
 * Thrown when an operation's kwargs do not fit its callback, so that the callback cannot
 * be called; such an operation is dropped as {@link DropReason#INVALID_KWARGS}.
 *
 * @since 0.1.0
 */
public class InvalidKwargsException extends RollingOpsException {

	private static final long serialVersionUID = 1L;

	public InvalidKwargsException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
