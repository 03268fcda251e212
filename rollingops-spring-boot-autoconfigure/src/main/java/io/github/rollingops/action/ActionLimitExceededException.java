package io.github.rollingops.action;

import io.github.rollingops.RollingOpsException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when an action asks to be called again but its queue has used up its
 * {@link ActionLimits}; and when the time is over before an action could begin.
 *
 * @since 0.1.0
 */
public class ActionLimitExceededException extends RollingOpsException {

	private static final long serialVersionUID = 1L;

	public ActionLimitExceededException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
