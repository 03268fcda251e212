package io.github.rollingops;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Something that keeps this unit from its work in a group, or may soon, as far as this
 * process knows.
 *
 * @param kind what it is
 * @param lasting for how long it has been known
 * @param description what it is in words, with its cause and what can be done
 * @param stack what the thread concerned does at the moment, or {@code null} if it is
 * about no thread
 * @since 0.1.0
 */
public record Trouble(Kind kind, Duration lasting, String description, @Nullable String stack) {

	/**
	 * What can be wrong.
	 */
	public enum Kind {

		/**
		 * The unit takes no part in the group: it has not joined, or can no longer trust
		 * its membership.
		 */
		NOT_JOINED(true),

		/**
		 * Nobody has led the group for longer than a lease, so that nothing is granted.
		 */
		NO_LEADER(true),

		/**
		 * A callback has not returned though the timeout of its operation is over.
		 */
		RUN_OVERDUE(true),

		/**
		 * The leader has missed a heartbeat. Within a lease it is back, or another unit
		 * leads.
		 */
		LEADER_SILENT(false),

		/**
		 * The last heartbeat got no answer. If the next ones get none either, the unit
		 * can no longer trust its membership once the renew deadline has passed.
		 */
		HEARTBEAT_UNANSWERED(false),

		/**
		 * The unit does not hear the store's hints and goes by its heartbeats alone,
		 * which is slower.
		 */
		HINTS_SILENT(false),

		/**
		 * Entries of the unit's queue could not be read.
		 */
		ENTRIES_SET_ASIDE(false),

		/**
		 * The store has lost acknowledged writes; grants may be held back for a lease.
		 */
		STORE_LOST(false);

		private final boolean blocking;

		Kind(boolean blocking) {
			this.blocking = blocking;
		}

		/**
		 * Return whether the unit gets nothing done as long as this lasts; otherwise it
		 * goes on, but not as it should.
		 * @return whether it is blocking
		 */
		public boolean isBlocking() {
			return this.blocking;
		}

	}

}
