package io.github.rollingops.action;

import io.github.rollingops.RollingOpsException;

/**
 * The cause of a rollback by a process that did not do the steps itself: the one that did
 * came to its end between them.
 *
 * @since 0.1.0
 */
public class ExecutionCutShortException extends RollingOpsException {

	private static final long serialVersionUID = 1L;

	public ExecutionCutShortException(String message) {
		super(message, null);
	}

}
