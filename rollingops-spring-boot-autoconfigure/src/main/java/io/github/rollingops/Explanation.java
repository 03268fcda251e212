package io.github.rollingops;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Why a unit, or an operation, stands where it stands: in which place, what it waits for,
 * since when, and what can be done about it.
 *
 * @param group the name of the group
 * @param unit the unit concerned, or {@code null} if nobody knows
 * @param operationId the operation concerned, or {@code null} if there is none
 * @param kind what it is about
 * @param place how many turns there will have been before: 0 has the turn, 1 is next.
 * Follows from who waits now, if every operation is done at its first run; -1 if it is
 * not in line
 * @param since since when it has been so, by the group's clock, or by this process's
 * where the store cannot be asked; {@code null} if it is not known
 * @param dueIn after what time it goes on by itself, or {@code null} if no time is set
 * @param description what it is in words, with its cause and what can be done
 * @since 0.1.0
 */
public record Explanation(String group, @Nullable String unit, @Nullable String operationId, Kind kind, int place,
		@Nullable Instant since, @Nullable Duration dueIn, String description) {

	/**
	 * What it can be about.
	 */
	public enum Kind {

		/**
		 * The store does not answer: only what this process knows can be told.
		 */
		STORE_UNREACHABLE,

		/**
		 * The process that was asked takes no part in the group, and knows why.
		 */
		NOT_JOINED,

		/**
		 * The unit is no member of the group: stopped, killed or cut off.
		 */
		DEPARTED,

		/**
		 * The operation holds the turn and runs.
		 */
		RUNNING,

		/**
		 * The unit holds the turn, but misses its heartbeats: it hangs, is suspended or
		 * cut off.
		 */
		SILENT,

		/**
		 * The operation holds the turn and waits for its next run.
		 */
		RETRY_HELD,

		/**
		 * The unit stops and takes no more turns.
		 */
		DRAINING,

		/**
		 * A callback of the unit that has lost its grant has not returned.
		 */
		BUSY,

		/**
		 * The unit's process knows only an older version of what lies in the store.
		 */
		OUTDATED,

		/**
		 * Other operations of the same unit are ahead.
		 */
		BEHIND,

		/**
		 * A run has failed; the next one is not due yet.
		 */
		BACKING_OFF,

		/**
		 * The unit has no such callback: the operation will be dropped as
		 * {@link DropReason#UNKNOWN_CALLBACK} when it has its turn.
		 */
		CALLBACK_MISSING,

		/**
		 * Nobody leads the group, so that nothing is granted.
		 */
		NO_LEADER,

		/**
		 * Grants are held back for a lease, since memberships or grants may have been
		 * forgotten.
		 */
		QUIET,

		/**
		 * Another operation has the turn.
		 */
		TURN_HELD,

		/**
		 * The turn is free, and the leader is about to give it to the first in line.
		 */
		TURN_FREE,

		/**
		 * The store has lost where the head of the queue stands; the unit's next
		 * heartbeat restores it.
		 */
		NOT_INDEXED,

		/**
		 * What was queued cannot be read, and is set aside.
		 */
		SET_ASIDE,

		/**
		 * The unit has nothing to do.
		 */
		IDLE,

		/**
		 * The operation was completed or dropped.
		 */
		ENDED,

		/**
		 * Nobody knows of such a unit or operation.
		 */
		UNKNOWN

	}

}
