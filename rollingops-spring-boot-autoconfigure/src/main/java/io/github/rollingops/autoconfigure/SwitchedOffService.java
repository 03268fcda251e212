package io.github.rollingops.autoconfigure;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.rollingops.Explanation;
import io.github.rollingops.GroupSnapshot;
import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.Trouble;
import io.github.rollingops.UnitSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Refuses everything, whatever the group.
 */
final class SwitchedOffService implements RollingOpsService {

	private final String name;

	SwitchedOffService(String name) {
		this.name = name;
	}

	@Override
	public RollingOpsGroup group(String name) {
		return new SwitchedOffService(name);
	}

	@Override
	public List<String> groups() {
		return List.of();
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public LockRequestResult requestLock(LockRequest request) {
		throw refusal();
	}

	@Override
	public List<LockRequestResult> requestLockOn(Collection<String> units, LockRequest request) {
		throw refusal();
	}

	@Override
	public List<LockRequestResult> requestLockOnAllUnits(LockRequest request) {
		throw refusal();
	}

	@Override
	public CompletableFuture<OperationOutcome> completion(String operationId) {
		throw refusal();
	}

	@Override
	public UnitSnapshot state() {
		throw refusal();
	}

	@Override
	public boolean isWaiting() {
		throw refusal();
	}

	@Override
	public boolean isWaiting(String callbackId) {
		throw refusal();
	}

	@Override
	public GroupSnapshot snapshot() {
		throw refusal();
	}

	@Override
	public Explanation explain(String unit) {
		return explanation(unit, null);
	}

	@Override
	public Explanation explainOperation(String operationId) {
		return explanation(null, operationId);
	}

	private Explanation explanation(@Nullable String unit, @Nullable String operationId) {
		return new Explanation(this.name, unit, operationId, Explanation.Kind.NOT_JOINED, -1, null, null,
				String.valueOf(refusal().getMessage()));
	}

	@Override
	public List<Trouble> troubles() {
		return List
			.of(new Trouble(Trouble.Kind.NOT_JOINED, Duration.ZERO, String.valueOf(refusal().getMessage()), null));
	}

	RollingOpsNoRelationException refusal() {
		return new RollingOpsNoRelationException(Reason.NOT_STARTED, "RollingOps is switched off, so that group '"
				+ this.name + "' cannot be asked anything; remove 'rollingops.enabled=false' to switch it on");
	}

}
