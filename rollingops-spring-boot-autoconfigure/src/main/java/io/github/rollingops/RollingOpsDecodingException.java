package io.github.rollingops;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the content of a databag cannot be read.
 *
 * @since 0.1.0
 */
public class RollingOpsDecodingException extends RollingOpsException {

	private static final long serialVersionUID = 1L;

	public RollingOpsDecodingException(String message) {
		this(message, null);
	}

	public RollingOpsDecodingException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
