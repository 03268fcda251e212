package io.github.rollingops.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationInterceptor.Invocation;
import io.github.rollingops.OperationResult;
import io.github.rollingops.event.GrantLostEvent;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationDroppedEvent;
import io.github.rollingops.event.OperationRequestedEvent;
import io.github.rollingops.event.OperationRetryScheduledEvent;
import io.github.rollingops.event.OperationStartedEvent;
import io.github.rollingops.event.RollingOpsEvent;
import io.github.rollingops.event.StaleGrantReleasedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in a fleet since the test began: the events of all units, and the
 * runs of their callbacks.
 */
final class Happenings {

	private final Clock clock;

	private final List<RollingOpsEvent> events = new ArrayList<>();

	private final Map<String, Turn> turns = new LinkedHashMap<>();

	private final List<String> overlaps = new ArrayList<>();

	private final List<String> lines = new ArrayList<>();

	private Instant begin;

	private @Nullable Throwable failure;

	Happenings(Clock clock) {
		this.clock = clock;
		this.begin = clock.instant();
	}

	/**
	 * Begin anew.
	 */
	synchronized void clear() {
		this.events.clear();
		this.turns.clear();
		this.overlaps.clear();
		this.lines.clear();
		this.failure = null;
		this.begin = this.clock.instant();
	}

	synchronized void published(RollingOpsEvent event) {
		this.events.add(event);
		this.lines.add(at() + event);
	}

	/**
	 * Run a callback and note when it begins and ends.
	 */
	OperationResult during(OperationContext context, Invocation callback) throws Exception {
		Operation operation = context.operation();
		Turn turn = new Turn(context.unit(), context.group(), operation.callbackId(), operation.id(),
				operation.attempt(), context.fencingToken(), null);
		begun(turn);
		try {
			OperationResult result = callback.proceed();
			ended(turn, new Turn.End(result, null));
			return result;
		}
		catch (Exception | Error ex) {
			ended(turn, new Turn.End(null, ex));
			if (ex instanceof AssertionError) {
				failed(ex);
			}
			throw ex;
		}
	}

	/**
	 * Keep what failed in the test itself during a run: to the engine it is a run that
	 * failed, which is tried again.
	 */
	synchronized void failed(Throwable failure) {
		this.failure = (this.failure != null) ? this.failure : failure;
	}

	/**
	 * Throw it where the test sees it.
	 */
	synchronized void throwFailure() {
		Throwable failure = this.failure;
		this.failure = null;
		if (failure instanceof RuntimeException exception) {
			throw exception;
		}
		if (failure instanceof Error error) {
			throw error;
		}
	}

	private synchronized void begun(Turn turn) {
		this.turns.values()
			.stream()
			.filter((other) -> other.group().equals(turn.group()) && other.end() == null)
			.forEach((other) -> this.overlaps.add(turn + "\nbegan while\n" + other));
		this.turns.put(key(turn), turn);
		this.lines.add(at() + "begins: " + turn);
	}

	private synchronized void ended(Turn turn, Turn.End end) {
		Turn ended = turn.ended(end);
		// Unless the test has begun anew meanwhile
		if (this.turns.replace(key(turn), ended) != null) {
			this.lines.add(at() + "ended: " + ended);
		}
	}

	private static String key(Turn turn) {
		return turn.group() + " " + turn.fencingToken();
	}

	synchronized List<RollingOpsEvent> events() {
		return List.copyOf(this.events);
	}

	synchronized List<Turn> turns() {
		return List.copyOf(this.turns.values());
	}

	/**
	 * Return the runs that began while another one of their group had not ended.
	 */
	synchronized List<String> overlaps() {
		return List.copyOf(this.overlaps);
	}

	synchronized boolean isRunning(String unit) {
		return this.turns.values().stream().anyMatch((turn) -> turn.unit().equals(unit) && turn.end() == null);
	}

	synchronized boolean isAnyRunning() {
		return this.turns.values().stream().anyMatch((turn) -> turn.end() == null);
	}

	/**
	 * Tell everything, for the message of an assertion that failed.
	 */
	synchronized String story() {
		return this.lines.isEmpty() ? "Nothing has happened." : "What happened:\n  " + String.join("\n  ", this.lines);
	}

	private String at() {
		return "+" + Duration.between(this.begin, this.clock.instant()).toMillis() / 1000.0 + "s ";
	}

	/**
	 * Return the operation of which an event tells, or {@code null}.
	 */
	static @Nullable Operation operation(RollingOpsEvent event) {
		if (event instanceof OperationRequestedEvent requested) {
			return requested.operation();
		}
		if (event instanceof OperationStartedEvent started) {
			return started.operation();
		}
		if (event instanceof OperationRetryScheduledEvent retry) {
			return retry.operation();
		}
		if (event instanceof OperationCompletedEvent completed) {
			return completed.operation();
		}
		if (event instanceof OperationDroppedEvent dropped) {
			return dropped.operation();
		}
		if (event instanceof StaleGrantReleasedEvent stale) {
			return stale.operation();
		}
		return (event instanceof GrantLostEvent lost) ? lost.operation() : null;
	}

}
