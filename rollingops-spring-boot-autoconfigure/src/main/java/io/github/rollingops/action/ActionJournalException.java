package io.github.rollingops.action;

import io.github.rollingops.RollingOpsException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a step cannot be written down and must not be taken, or undone, therefore.
 *
 * @since 0.1.0
 */
public class ActionJournalException extends RollingOpsException {

	private static final long serialVersionUID = 1L;

	public ActionJournalException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
