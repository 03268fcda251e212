package io.github.rollingops.databag.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.rollingops.LockIntent;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationQueue;
import io.github.rollingops.databag.Caller;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.RequestAnswer;
import io.github.rollingops.databag.RequestAnswer.Status;
import io.github.rollingops.databag.RequestCommand;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Append an operation to the queues of one or more units.
 */
final class RequestStep {

	/**
	 * For how long an answer is kept beyond the time at which its request is too late.
	 */
	private static final Duration SEEN_RETENTION = Duration.ofSeconds(60);

	private final GroupData group;

	private final RequestCommand command;

	private final Queues queues;

	private final Places places;

	/**
	 * The revision of the caller's own databag that the operation followed.
	 */
	private @Nullable Long before;

	RequestStep(GroupData group, RequestCommand command) {
		this.group = group;
		this.command = command;
		this.queues = new Queues(group);
		this.places = new Places(group);
	}

	RequestAnswer take() {
		Caller caller = this.command.caller();
		Bag own = this.group.bags.get(caller.unit());
		if (own == null || !own.bootId.equals(caller.bootId())) {
			return new RequestAnswer(Status.NOT_A_MEMBER, List.of(), 0, 0, List.of());
		}
		this.group.seen.values().removeIf((seen) -> seen.until() < this.group.time.live);
		GroupData.Seen seen = this.group.seen.get(this.command.requestId());
		if (seen != null && !this.command.again()) {
			return new RequestAnswer(Status.ANSWERED, seen.results(), own.rev, own.rev, List.of());
		}
		if (this.group.time.live > this.command.notAfter() && !this.command.again()) {
			return new RequestAnswer(Status.TOO_LATE, List.of(), own.rev, own.rev, List.of());
		}
		List<LockRequestResult> results = new ArrayList<>();
		for (String unit : targets()) {
			results.add(append(unit));
		}
		this.group.seen.put(this.command.requestId(),
				new GroupData.Seen(results, this.command.notAfter() + Micros.of(SEEN_RETENTION)));
		if (this.group.grant == null && this.group.isWaiting()) {
			this.group.wakeLeader(Duration.ZERO);
		}
		return new RequestAnswer(Status.ANSWERED, results, (this.before != null) ? this.before : own.rev, own.rev,
				this.group.changes.stream().filter((change) -> change.type() != Type.REQUESTED).toList());
	}

	private List<String> targets() {
		List<String> units = this.command.units();
		return (units != null) ? units : this.group.members();
	}

	private LockRequestResult append(String unit) {
		Bag bag = this.group.bags.get(unit);
		boolean own = unit.equals(this.command.caller().unit());
		if (bag == null || (!own && !this.group.isLive(unit))) {
			return refused(unit, "the unit is no live member of the group");
		}
		Operation requested = this.command.operation();
		if (!bag.callbackIds.contains(requested.callbackId())) {
			return refused(unit, "the unit has no callback '" + requested.callbackId() + "'");
		}
		String id = this.command.operationId(unit);
		long rev = bag.rev;
		List<Operation> operations = this.queues.read(bag);
		if (bag.rev != rev) {
			this.places.refresh(bag);
		}
		Operation last = operations.isEmpty() ? null : operations.get(operations.size() - 1);
		Operation queued = this.command.again() ? Queues.find(operations, id) : null;
		if (queued != null) {
			return new LockRequestResult(unit, queued, LockRequestResult.Status.DUPLICATE, null);
		}
		// A run that outlived its entry, which the store has lost, is not to be followed
		// by another one.
		if (this.command.again() && isGranted(unit, id)) {
			return new LockRequestResult(unit, requested.accepted(id, requested.requestedAt()),
					LockRequestResult.Status.DUPLICATE, null);
		}
		if (this.command.again() && bag.ended.stream().anyMatch((ended) -> ended.operationId().equals(id))) {
			return refused(unit, "the operation has ended");
		}
		// What was accepted before is owed, though its twin has come since.
		if (!this.command.again() && last != null && last.equals(requested) && !isGranted(unit, last.id())) {
			return new LockRequestResult(unit, last, LockRequestResult.Status.DUPLICATE, null);
		}
		if (operations.size() >= this.command.maxQueueLength()) {
			return refused(unit, "the queue holds " + operations.size() + " operations, the limit is "
					+ this.command.maxQueueLength());
		}
		Operation accepted = requested.accepted(id, Micros.instant(this.group.time.latest()));
		operations.add(accepted);
		int bytes = new OperationQueue(operations).toJson().getBytes(StandardCharsets.UTF_8).length;
		if (bytes > RequestCommand.MAX_QUEUE_BYTES) {
			return refused(unit,
					"the queue would take up " + bytes + " bytes, the limit is " + RequestCommand.MAX_QUEUE_BYTES);
		}
		return enqueue(bag, operations, accepted);
	}

	private LockRequestResult enqueue(Bag bag, List<Operation> operations, Operation accepted) {
		Operation stamped = accepted.accepted(accepted.id(), Micros.instant(this.group.time.stamp()));
		operations.set(operations.size() - 1, stamped);
		if (bag.state == LockIntent.IDLE) {
			bag.state = LockIntent.REQUEST;
		}
		if (bag.unit.equals(this.command.caller().unit())) {
			this.before = bag.rev;
		}
		bag.write(new OperationQueue(operations));
		this.places.refresh(bag);
		this.group.changed(Type.REQUESTED, bag.unit, 0, stamped, Objects.requireNonNullElse(stamped.requestedBy(), ""));
		return new LockRequestResult(bag.unit, stamped, LockRequestResult.Status.ENQUEUED, null);
	}

	/**
	 * What runs already does not yet know of a later request; what waits does.
	 */
	private boolean isGranted(String unit, String operationId) {
		GrantRecord grant = this.group.grant;
		return grant != null && grant.isFor(unit) && grant.operationId().equals(operationId);
	}

	private static LockRequestResult refused(String unit, String reason) {
		return new LockRequestResult(unit, null, LockRequestResult.Status.REFUSED, reason);
	}

}
