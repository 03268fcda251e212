package io.github.rollingops.databag;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockIntent;
import io.github.rollingops.OperationQueue;
import org.jspecify.annotations.Nullable;

/**
 * A unit's databag at one instant.
 *
 * @param unit the name of the unit
 * @param bootId its present or last life
 * @param sequence the sequence number of that life
 * @param rev the revision, which grows with each change of the queue and what belongs to
 * it, and takes no value twice even where a failover has lost the last ones
 * @param live whether the unit is a member
 * @param lastSeen when it last beat, by the group's stamps; or {@code null}
 * @param busy whether the thread of a callback has not returned yet
 * @param draining whether the unit has begun to stop
 * @param callbackIds the callbacks that the unit has
 * @param queue its operations, as far as they can be read
 * @param intent what it wants of the lock
 * @param executedAt when it last ran an operation, by the group's stamps
 * @param dueIn how long the head backs off from now
 * @param place where the head stands
 * @param ended the operations that ended last, oldest first
 * @param unreadable what of the queue cannot be read, and will be set aside by the next
 * step that reads it
 * @param setAside what could not be read and was set aside
 * @param journal what is written down of the steps of an operation, or {@code null}
 * @since 0.1.0
 */
public record UnitDatabag(String unit, String bootId, long sequence, long rev, boolean live, @Nullable Instant lastSeen,
		boolean busy, boolean draining, List<String> callbackIds, OperationQueue queue, LockIntent intent,
		@Nullable Instant executedAt, Duration dueIn, Place place, List<Ended> ended, List<String> unreadable,
		List<String> setAside, @Nullable Journal journal) {

	/**
	 * How many ended operations a databag remembers.
	 */
	public static final int MAX_ENDED = 32;

	/**
	 * How many unreadable entries a databag keeps.
	 */
	public static final int MAX_SET_ASIDE = 16;

	/**
	 * How many bytes of unreadable entries a databag keeps.
	 */
	public static final int MAX_SET_ASIDE_BYTES = 256 * 1024;

	/**
	 * Where the head of a queue stands: in exactly one place if the unit has work.
	 */
	public enum Place {

		/**
		 * Nothing is queued.
		 */
		NONE,

		/**
		 * Among the requests.
		 */
		REQUESTS,

		/**
		 * Among the retries that are due.
		 */
		RETRIES,

		/**
		 * Backing off.
		 */
		DELAYED,

		/**
		 * Put by, since the unit is gone, stops, or is busy.
		 */
		PARKED,

		/**
		 * Under the grant.
		 */
		GRANTED

	}

	/**
	 * An operation that has ended.
	 *
	 * @param operationId its id
	 * @param dropped why it was dropped, or {@code null} if it was completed
	 */
	public record Ended(String operationId, @Nullable DropReason dropped) {
	}

}
