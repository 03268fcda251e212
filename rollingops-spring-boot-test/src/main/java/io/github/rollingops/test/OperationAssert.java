package io.github.rollingops.test;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.rollingops.DropReason;
import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.event.GrantLostEvent;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationDroppedEvent;
import io.github.rollingops.event.RollingOpsEvent;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about one operation of one unit.
 *
 * @since 0.1.0
 */
public final class OperationAssert extends AbstractAssert<OperationAssert, Operation> {

	private final RollingOpsFleet fleet;

	private final String unit;

	private OperationAssert(Operation actual, RollingOpsFleet fleet, String unit) {
		super(actual, OperationAssert.class);
		this.fleet = fleet;
		this.unit = unit;
	}

	static OperationAssert latest(RollingOpsFleet fleet, String unit, String callbackId) {
		Operation operation = find(fleet, unit, callbackId);
		if (operation == null) {
			throw new AssertionError("Expecting an operation '" + callbackId + "' of unit '" + unit
					+ "', but none was requested.\n" + fleet.happenings().story());
		}
		return new OperationAssert(operation, fleet, unit);
	}

	/**
	 * Return the operation that was requested last, as it is known last: from the queue,
	 * or else from the last event.
	 */
	static @Nullable Operation find(RollingOpsFleet fleet, String unit, String callbackId) {
		Stream<Operation> told = fleet.events()
			.stream()
			.filter((event) -> event.unit().equals(unit))
			.map(Happenings::operation)
			.filter(Objects::nonNull);
		Stream<Operation> queued = databags(fleet, unit).flatMap((databag) -> databag.queue().operations().stream());
		// The last of equal ones
		return Stream.concat(told, queued)
			.filter((operation) -> operation.callbackId().equals(callbackId))
			.reduce((first, second) -> second.requestedAt().isBefore(first.requestedAt()) ? first : second)
			.orElse(null);
	}

	private static Stream<UnitDatabag> databags(RollingOpsFleet fleet, String unit) {
		return fleet.groups().names().stream().map((group) -> fleet.databag(group, unit)).filter(Objects::nonNull);
	}

	/**
	 * Check that it is queued and has not the turn: others have it, or it backs off.
	 * @return this
	 */
	public OperationAssert isWaiting() {
		return check(isQueued() && !holdsTurn(), "wait for its turn");
	}

	/**
	 * Check that it has the turn: it runs, is about to, or keeps the turn for a retry.
	 * @return this
	 */
	public OperationAssert hasTheTurn() {
		return check(holdsTurn(), "have the turn");
	}

	/**
	 * Check that it was completed: its callback answered {@code RELEASE}.
	 * @return this
	 */
	public OperationAssert wasCompleted() {
		return check(!events(OperationCompletedEvent.class).isEmpty(), "have been completed");
	}

	/**
	 * Check that it was given up.
	 * @param reason why
	 * @return this
	 */
	public OperationAssert wasDropped(DropReason reason) {
		return check(events(OperationDroppedEvent.class).stream().anyMatch((event) -> event.reason() == reason),
				"have been dropped as " + reason);
	}

	/**
	 * Check that a run of it has lost its grant, and was interrupted.
	 * @return this
	 */
	public OperationAssert lostItsGrant() {
		return check(!events(GrantLostEvent.class).isEmpty(), "have lost its grant");
	}

	/**
	 * Check how often its callback was called, runs that were cut short included.
	 * @param times how often
	 * @return this
	 */
	public OperationAssert ranTimes(int times) {
		long runs = this.fleet.turns().stream().filter((turn) -> turn.operationId().equals(this.actual.id())).count();
		return check(runs == times, "have run " + times + " times, it ran " + runs + " times");
	}

	/**
	 * Check how many runs have counted as failed.
	 * @param attempts how many
	 * @return this
	 */
	public OperationAssert hasFailedTimes(int attempts) {
		return check(this.actual.attempt() == attempts,
				"have failed " + attempts + " times, it failed " + this.actual.attempt() + " times");
	}

	private boolean isQueued() {
		return databags(this.fleet, this.unit).flatMap((databag) -> databag.queue().operations().stream())
			.anyMatch((operation) -> operation.id().equals(this.actual.id()));
	}

	private boolean holdsTurn() {
		return this.fleet.groups()
			.names()
			.stream()
			.map(this.fleet::grant)
			.filter(Objects::nonNull)
			.map(Grant::operationId)
			.anyMatch(this.actual.id()::equals);
	}

	private <E extends RollingOpsEvent> List<E> events(Class<E> type) {
		return this.fleet.events().stream().filter(type::isInstance).map(type::cast).filter((event) -> {
			Operation operation = Happenings.operation(event);
			return operation != null && operation.id().equals(this.actual.id());
		}).toList();
	}

	private OperationAssert check(boolean fulfilled, String expectation) {
		if (!fulfilled) {
			throw failure("Expecting operation '%s' (%s) of unit '%s' to %s; %s.%n%s", this.actual.callbackId(),
					this.actual.id(), this.unit, expectation, state(), this.fleet.happenings().story());
		}
		return this;
	}

	private String state() {
		if (holdsTurn()) {
			return "it has the turn, " + (this.fleet.self().isRunning() ? "and runs"
					: "and is about to run: settle() or advance(..) lets it");
		}
		return isQueued() ? "it waits" : "it is queued no more";
	}

}
