package io.github.rollingops;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when this unit has no part in its group at the moment, so that nothing can be
 * asked of the group.
 *
 * @since 0.1.0
 */
public class RollingOpsNoRelationException extends RollingOpsException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final transient @Nullable LockRequest request;

	public RollingOpsNoRelationException(Reason reason, String message) {
		this(reason, message, null, null);
	}

	public RollingOpsNoRelationException(Reason reason, String message, @Nullable LockRequest request,
			@Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
		this.request = request;
	}

	/**
	 * Return why there is no relation.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Return the request whose fate is unknown: it may or may not have been accepted. As
	 * it is, it can be sent again: it is applied at most once.
	 * @return the request, or {@code null} if it is certain that nothing was accepted
	 */
	public @Nullable LockRequest getRequest() {
		return this.request;
	}

	/**
	 * Why a unit has no part in its group.
	 */
	public enum Reason {

		/**
		 * RollingOps is switched off, has not started yet, or has been stopped.
		 */
		NOT_STARTED,

		/**
		 * The unit has not joined its group yet.
		 */
		NOT_JOINED,

		/**
		 * The store did not answer.
		 */
		STORE_UNREACHABLE,

		/**
		 * Another live process uses this unit's name.
		 */
		NAME_TAKEN

	}

}
