package io.github.rollingops.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.rollingops.Trouble;
import io.github.rollingops.UnitSnapshot;
import io.github.rollingops.databag.Change;
import org.jspecify.annotations.Nullable;

/**
 * A group, as the endpoint tells of it. The names of the components are those of the
 * JSON, and stay; a component that says nothing is there as {@code null}.
 *
 * @param name the name of the group
 * @param takenAt when the group stood so, by its own clock; {@code null} if the store
 * could not be asked
 * @param leader the unit that schedules, or {@code null}
 * @param term the number of the leadership
 * @param grants who holds the lock
 * @param units the units, live and departed, sorted by name
 * @param troubles what keeps the unit that was asked from its work
 * @param history what happened lately
 * @param error why the store could not be asked, or {@code null} if it could
 * @since 0.1.0
 */
@JsonInclude(Include.ALWAYS)
public record GroupDescriptor(String name, @Nullable Instant takenAt, @Nullable String leader, long term,
		List<GrantDescriptor> grants, List<UnitDescriptor> units, List<TroubleDescriptor> troubles,
		HistoryDescriptor history, @Nullable String error) implements GroupAnswer {

	/**
	 * The lock in somebody's hands.
	 *
	 * @param unit the holder
	 * @param bootId the life of the holder
	 * @param operationId the operation for which it was given
	 * @param callbackId the callback of that operation, or {@code null} if it is no
	 * longer queued
	 * @param fencingToken the token of the grant
	 * @param since when it was given
	 */
	@JsonInclude(Include.ALWAYS)
	public record GrantDescriptor(String unit, String bootId, String operationId, @Nullable String callbackId,
			long fencingToken, Instant since) {
	}

	/**
	 * A unit.
	 *
	 * @param name the name of the unit
	 * @param status where it stands
	 * @param intent what it wants of the lock: {@code idle}, {@code request},
	 * {@code retry-release} or {@code retry-hold}
	 * @param lastSeen when its last heartbeat came
	 * @param bootId its present or last life
	 * @param busy whether a callback's thread has not returned
	 * @param draining whether it has begun to stop
	 * @param executedAt when it last ran an operation
	 * @param retryIn how long the head of its queue still backs off
	 * @param callbackIds the callbacks that it has
	 * @param setAside how many entries of its queue could not be read
	 * @param queue its operations, the head first
	 * @param journal how far the steps of the head have got, or {@code null} if it is not
	 * made of steps or has begun none
	 * @param explanation why it stands where it stands, or {@code null} if nobody says
	 */
	@JsonInclude(Include.ALWAYS)
	public record UnitDescriptor(String name, UnitSnapshot.Status status, String intent, @Nullable Instant lastSeen,
			String bootId, boolean busy, boolean draining, @Nullable Instant executedAt, Duration retryIn,
			List<String> callbackIds, int setAside, List<OperationDescriptor> queue,
			@Nullable JournalDescriptor journal, @Nullable ExplanationDescriptor explanation) {
	}

	/**
	 * The steps of an operation.
	 *
	 * @param operationId the operation
	 * @param fencingToken the token of the grant under which they are taken, or undone
	 * @param steps those that were begun, in that order
	 */
	public record JournalDescriptor(String operationId, long fencingToken, List<StepDescriptor> steps) {
	}

	/**
	 * A step of an operation.
	 *
	 * @param name the name of the action
	 * @param status {@code started}, {@code completed}, {@code rolling-back},
	 * {@code rolled-back} or {@code rollback-failed}
	 */
	public record StepDescriptor(String name, String status) {
	}

	/**
	 * An operation in a queue.
	 *
	 * @param id the id of the operation
	 * @param callbackId the callback that executes it
	 * @param kwargs its arguments; the values are masked unless they may be shown
	 * @param requestedAt when it was accepted
	 * @param maxRetry how often it is tried again, or {@code null} without limit
	 * @param attempt how many runs have failed
	 */
	@JsonInclude(value = Include.ALWAYS, content = Include.ALWAYS)
	public record OperationDescriptor(String id, String callbackId, Map<String, @Nullable Object> kwargs,
			Instant requestedAt, @Nullable Integer maxRetry, int attempt) {
	}

	/**
	 * What keeps a unit from its work.
	 *
	 * @param kind what it is
	 * @param lasting for how long it has been known
	 * @param description what it is in words
	 */
	public record TroubleDescriptor(Trouble.Kind kind, Duration lasting, String description) {
	}

	/**
	 * A page of what happened.
	 *
	 * @param entries what happened, the newest first
	 * @param next where the next page begins, to be given as {@code before}; {@code null}
	 * if this is the last
	 */
	@JsonInclude(Include.ALWAYS)
	public record HistoryDescriptor(List<EntryDescriptor> entries, @Nullable String next) {
	}

	/**
	 * One thing that happened.
	 *
	 * @param id the id of the entry
	 * @param at when it happened
	 * @param type what happened
	 * @param unit the unit concerned
	 * @param fencingToken the token concerned, or 0
	 * @param operationId the operation concerned, or {@code null}
	 * @param callbackId the callback of that operation, or {@code null}
	 * @param attempt how many runs of that operation had failed
	 * @param detail more in a word; may be empty
	 */
	@JsonInclude(Include.ALWAYS)
	public record EntryDescriptor(String id, Instant at, Change.Type type, String unit, long fencingToken,
			@Nullable String operationId, @Nullable String callbackId, int attempt, String detail) {
	}

}
