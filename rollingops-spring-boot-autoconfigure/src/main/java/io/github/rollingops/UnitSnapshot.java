package io.github.rollingops;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One unit of a group at one instant.
 *
 * @param unit the name of the unit
 * @param status where the unit stands
 * @param intent what it wants of the lock
 * @param queue its operations, the head first
 * @param executedAt when the unit last ran an operation, by the group's clock; or
 * {@code null}
 * @param retryIn how long the head still backs off; zero if it does not
 * @param lastSeen when the unit was last heard of, by the group's clock; or {@code null}
 * @param bootId the life of the unit that wrote last
 * @param busy whether a callback's thread has not returned yet
 * @param draining whether the unit has begun to stop
 * @param callbackIds the callbacks that the unit has
 * @param setAside what could not be read and was set aside
 * @param journal how far the steps of the head have got, if it is made of steps; or
 * {@code null}
 * @since 0.1.0
 */
public record UnitSnapshot(String unit, Status status, LockIntent intent, OperationQueue queue,
		@Nullable Instant executedAt, Duration retryIn, @Nullable Instant lastSeen, String bootId, boolean busy,
		boolean draining, List<String> callbackIds, List<String> setAside, @Nullable StepJournal journal) {

	/**
	 * Return when the head of the queue was requested, by the group's clock.
	 * @return the time, or {@code null} if nothing is queued
	 */
	public @Nullable Instant requestedAt() {
		Operation head = this.queue.peek();
		return (head != null) ? head.requestedAt() : null;
	}

	/**
	 * Where a unit stands.
	 */
	public enum Status {

		/**
		 * The unit is no live member of the group.
		 */
		NOT_READY,

		/**
		 * The unit has nothing to do.
		 */
		IDLE,

		/**
		 * The unit has work and waits for its turn.
		 */
		WAITING,

		/**
		 * The unit has been granted the lock.
		 */
		GRANTED

	}

}
