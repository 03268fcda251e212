package io.github.rollingops.databag;

import io.github.rollingops.RollingOpsException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a step got no answer within the command timeout. It may or may not have
 * taken effect, now or later.
 *
 * @since 0.1.0
 */
public class StoreUnreachableException extends RollingOpsException {

	private static final long serialVersionUID = 1L;

	public StoreUnreachableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
