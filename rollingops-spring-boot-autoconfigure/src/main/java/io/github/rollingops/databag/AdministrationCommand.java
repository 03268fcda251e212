package io.github.rollingops.databag;

/**
 * What an operator does to a group. Nobody's membership is asked for, so that a unit that
 * takes no part itself can still help; what is meant is named so exactly that a command
 * which comes late, or twice, does nothing to what has come since.
 *
 * @param group the name of the group
 * @param unit the unit concerned
 * @param action what is done
 * @param bootId with {@link Action#FORGET}, the last life of the unit; else empty
 * @param operationId with {@link Action#CANCEL}, the operation; else empty
 * @param token with {@link Action#RELEASE}, the token of the grant; else 0
 * @param entries with {@link Action#DISCARD}, how many texts the operator has seen; else
 * 0
 * @param requestedBy who does it, for the history
 * @since 0.1.0
 */
public record AdministrationCommand(String group, String unit, Action action, String bootId, String operationId,
		long token, int entries, String requestedBy) {

	/**
	 * What can be done.
	 */
	public enum Action {

		/**
		 * Drop an operation that waits.
		 */
		CANCEL,

		/**
		 * Take a grant away. A run under it counts as cut short, and the unit is granted
		 * nothing before its next heartbeat says that no callback runs.
		 */
		RELEASE,

		/**
		 * Drop all that a departed unit has queued.
		 */
		FORGET,

		/**
		 * Queue again what was set aside and can be read now.
		 */
		READMIT,

		/**
		 * Drop what was set aside.
		 */
		DISCARD

	}

}
