package io.github.rollingops.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.rollingops.Explanation;
import io.github.rollingops.Explanation.Kind;
import io.github.rollingops.GroupSnapshot;
import io.github.rollingops.LockIntent;
import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.OperationQueue;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.RollingOpsInvalidLockRequestException;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.StepJournal;
import io.github.rollingops.Trouble;
import io.github.rollingops.UnitSnapshot;
import io.github.rollingops.UnitSnapshot.Status;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.Journal;
import io.github.rollingops.databag.StoreUnreachableException;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.jspecify.annotations.Nullable;

/**
 * A group as users see it, whatever life of the unit is the present one.
 */
final class EngineGroup implements RollingOpsGroup {

	private final String name;

	private final String unit;

	private final Supplier<Life> life;

	EngineGroup(String name, String unit, Supplier<Life> life) {
		this.name = name;
		this.unit = unit;
		this.life = life;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public LockRequestResult requestLock(LockRequest request) {
		Life life = this.life.get();
		if (life.surroundings().callbacks().find(this.name, request.callbackId()) == null) {
			throw new RollingOpsInvalidLockRequestException("Group '" + this.name + "' has no callback '"
					+ request.callbackId() + "'; known are " + life.surroundings().callbacks().callbackIds(this.name));
		}
		LockRequestResult result = new Requester(life).request(request, List.of(this.unit)).get(0);
		if (result.status() == LockRequestResult.Status.REFUSED) {
			throw new RollingOpsInvalidLockRequestException("Unit '" + this.unit + "' of group '" + this.name
					+ "' does not take '" + request.callbackId() + "': " + result.reason()
					+ "; request again when operations have ended, or raise rollingops.max-queue-length");
		}
		return result;
	}

	@Override
	public List<LockRequestResult> requestLockOn(Collection<String> units, LockRequest request) {
		return new Requester(this.life.get()).request(request, units.stream().distinct().toList());
	}

	@Override
	public List<LockRequestResult> requestLockOnAllUnits(LockRequest request) {
		return new Requester(this.life.get()).request(request, null);
	}

	@Override
	public CompletableFuture<OperationOutcome> completion(String operationId) {
		Life life = this.life.get();
		Ledger ledger = life.ledger();
		CompletableFuture<OperationOutcome> known = ledger.completion(operationId);
		if (known == null) {
			// Somebody else may have requested it since this unit last read its queue.
			databag().queue().operations().forEach((operation) -> ledger.queued(operation, null));
			life.learnt();
			known = ledger.completion(operationId);
		}
		if (known == null) {
			throw new RollingOpsInvalidLockRequestException("Unit '" + this.unit + "' of group '" + this.name
					+ "' knows no operation '" + operationId + "'; ask while it is queued or soon after it ended");
		}
		return known;
	}

	@Override
	public UnitSnapshot state() {
		return snapshot(databag());
	}

	@Override
	public boolean isWaiting() {
		return state().status() == Status.WAITING;
	}

	@Override
	public boolean isWaiting(String callbackId) {
		UnitDatabag databag = databag();
		List<Operation> operations = databag.queue().operations();
		return operations.stream()
			.skip((databag.place() == Place.GRANTED) ? 1 : 0)
			.anyMatch((operation) -> operation.callbackId().equals(callbackId));
	}

	@Override
	public GroupSnapshot snapshot() {
		Life life = this.life.get();
		GroupDatabag databag = reading(() -> life.surroundings().store().snapshot(this.name));
		GroupSnapshot.Grant grant = databag.grant();
		return new GroupSnapshot(this.name, databag.takenAt(), databag.leader(), databag.term(),
				(grant != null) ? List.of(grant) : List.of(),
				databag.units().stream().map(EngineGroup::snapshot).toList(),
				new Explanations(life).explainer(databag).units());
	}

	@Override
	public Explanation explain(String unit) {
		try {
			return new Explanations(this.life.get()).unit(unit);
		}
		catch (RollingOpsNoRelationException ex) {
			return new Explanation(this.name, unit, null, unit.equals(this.unit) ? Kind.NOT_JOINED : Kind.UNKNOWN,
					Line.NOWHERE, null, null, String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public Explanation explainOperation(String operationId) {
		try {
			return new Explanations(this.life.get()).operation(operationId);
		}
		catch (RollingOpsNoRelationException ex) {
			return new Explanation(this.name, null, operationId, Kind.UNKNOWN, Line.NOWHERE, null, null,
					String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public List<Trouble> troubles() {
		try {
			return this.life.get().troubles();
		}
		catch (RollingOpsNoRelationException ex) {
			return List.of(new Trouble(Trouble.Kind.NOT_JOINED, Duration.ZERO, String.valueOf(ex.getMessage()), null));
		}
	}

	private UnitDatabag databag() {
		UnitDatabag databag = reading(() -> this.life.get().surroundings().store().databag(this.name, this.unit));
		return (databag != null) ? databag
				: new UnitDatabag(this.unit, "", 0, 0, false, null, false, false, List.of(), new OperationQueue(),
						LockIntent.IDLE, null, Duration.ZERO, Place.NONE, List.of(), List.of(), List.of(), null);
	}

	private <T> T reading(Supplier<T> read) {
		try {
			return read.get();
		}
		catch (StoreUnreachableException ex) {
			throw new RollingOpsNoRelationException(Reason.STORE_UNREACHABLE,
					"The store did not say how group '" + this.name + "' stands", null, ex);
		}
	}

	private static UnitSnapshot snapshot(UnitDatabag databag) {
		return new UnitSnapshot(databag.unit(), status(databag), databag.intent(), databag.queue(),
				databag.executedAt(), databag.dueIn(), databag.lastSeen(), databag.bootId(), databag.busy(),
				databag.draining(), databag.callbackIds(), databag.setAside(), journal(databag.journal()));
	}

	private static @Nullable StepJournal journal(@Nullable Journal journal) {
		return (journal != null) ? StepJournal.show(journal.operationId(), journal.token(), journal.steps()) : null;
	}

	private static Status status(UnitDatabag databag) {
		if (databag.place() == Place.GRANTED) {
			return Status.GRANTED;
		}
		if (!databag.live()) {
			return Status.NOT_READY;
		}
		return databag.queue().isEmpty() ? Status.IDLE : Status.WAITING;
	}

}
