package io.github.rollingops.databag;

import io.github.rollingops.Operation;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a step changed. The same goes into the group's history, there without
 * the operation's kwargs.
 *
 * @param type what changed
 * @param unit the unit concerned
 * @param token the token concerned, or the term of a leader, or 0
 * @param operation the operation concerned as it stood afterwards, or {@code null}
 * @param detail more in a word: a drop reason, a boot id; may be empty
 * @since 0.1.0
 */
public record Change(Type type, String unit, long token, @Nullable Operation operation, String detail) {

	/**
	 * What can change.
	 */
	public enum Type {

		/**
		 * A unit joined or joined again.
		 */
		JOINED,

		/**
		 * A unit left.
		 */
		LEFT,

		/**
		 * A unit's membership ended by itself.
		 */
		DEPARTED,

		/**
		 * A unit took the leader's lease.
		 */
		LEADER,

		/**
		 * A leader gave the lease up, or was refused it.
		 */
		LEADER_GONE,

		/**
		 * An operation was appended; the detail is who asked for it, if that is known.
		 */
		REQUESTED,

		/**
		 * The lock was granted.
		 */
		GRANTED,

		/**
		 * An operation was completed.
		 */
		COMPLETED,

		/**
		 * An operation waits to be tried again.
		 */
		RETRY,

		/**
		 * A grant was handed back before its operation started.
		 */
		HANDED_BACK,

		/**
		 * An operation was dropped; the detail is the reason.
		 */
		DROPPED,

		/**
		 * The journal of an operation is gone though not all of its steps had been
		 * undone; the detail is its id, a space and the names of those.
		 */
		STEPS_LEFT,

		/**
		 * A grant was released whose holder had gone, or from which it was taken.
		 */
		STALE_RELEASED,

		/**
		 * What could not be read was set aside.
		 */
		SET_ASIDE,

		/**
		 * The store was found to have lost writes; the detail says which.
		 */
		STORE_LOST,

		/**
		 * The databag of a departed unit was removed.
		 */
		FORGOTTEN,

		/**
		 * An operator did something, which the changes after this one tell; the detail is
		 * what, a space, and who.
		 */
		ADMINISTERED

	}

}
