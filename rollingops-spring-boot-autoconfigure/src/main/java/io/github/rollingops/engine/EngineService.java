package io.github.rollingops.engine;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.rollingops.Explanation;
import io.github.rollingops.GroupSnapshot;
import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.Trouble;
import io.github.rollingops.UnitSnapshot;

/**
 * All groups; itself the default one.
 */
final class EngineService implements RollingOpsService {

	private final Supplier<Collection<String>> names;

	private final Function<String, RollingOpsGroup> groups;

	EngineService(Supplier<Collection<String>> names, Function<String, RollingOpsGroup> groups) {
		this.names = names;
		this.groups = groups;
	}

	@Override
	public List<String> groups() {
		return this.names.get().stream().sorted().toList();
	}

	@Override
	public RollingOpsGroup group(String name) {
		return this.groups.apply(name);
	}

	private RollingOpsGroup defaultGroup() {
		return group(DEFAULT_NAME);
	}

	@Override
	public String name() {
		return DEFAULT_NAME;
	}

	@Override
	public LockRequestResult requestLock(LockRequest request) {
		return defaultGroup().requestLock(request);
	}

	@Override
	public List<LockRequestResult> requestLockOn(Collection<String> units, LockRequest request) {
		return defaultGroup().requestLockOn(units, request);
	}

	@Override
	public List<LockRequestResult> requestLockOnAllUnits(LockRequest request) {
		return defaultGroup().requestLockOnAllUnits(request);
	}

	@Override
	public CompletableFuture<OperationOutcome> completion(String operationId) {
		return defaultGroup().completion(operationId);
	}

	@Override
	public UnitSnapshot state() {
		return defaultGroup().state();
	}

	@Override
	public boolean isWaiting() {
		return defaultGroup().isWaiting();
	}

	@Override
	public boolean isWaiting(String callbackId) {
		return defaultGroup().isWaiting(callbackId);
	}

	@Override
	public GroupSnapshot snapshot() {
		return defaultGroup().snapshot();
	}

	@Override
	public Explanation explain(String unit) {
		return defaultGroup().explain(unit);
	}

	@Override
	public Explanation explainOperation(String operationId) {
		return defaultGroup().explainOperation(operationId);
	}

	@Override
	public List<Trouble> troubles() {
		return defaultGroup().troubles();
	}

}
