package io.github.rollingops.engine;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.rollingops.AdministrationResult;
import io.github.rollingops.GroupAdministration;
import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.databag.AdministrationAnswer;
import io.github.rollingops.databag.AdministrationCommand;
import io.github.rollingops.databag.AdministrationCommand.Action;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.StoreUnreachableException;
import io.github.rollingops.databag.UnitDatabag;
import org.jspecify.annotations.Nullable;

/**
 * Brings what an operator wants to the store. It is not asked whether this unit is a
 * member: when others have to be helped, it may well not be.
 */
final class EngineAdministration implements GroupAdministration {

	private final RollingOpsGroup group;

	private final String requestedBy;

	private final Supplier<Life> life;

	EngineAdministration(RollingOpsGroup group, String requestedBy, Supplier<Life> life) {
		this.group = group;
		this.requestedBy = requestedBy;
		this.life = life;
	}

	@Override
	public List<LockRequestResult> request(Collection<String> units, LockRequest request) {
		return this.group.requestLockOn(units, request.withRequestedBy(this.requestedBy));
	}

	@Override
	public List<LockRequestResult> requestOnAllUnits(LockRequest request) {
		return this.group.requestLockOnAllUnits(request.withRequestedBy(this.requestedBy));
	}

	@Override
	public AdministrationResult cancel(String unit, String operationId) {
		return take(unit, Action.CANCEL, "", operationId, 0, 0);
	}

	@Override
	public AdministrationResult forceRelease(long fencingToken) {
		Grant grant = reading((store) -> store.snapshot(this.group.name())).grant();
		String holder = (grant != null && grant.fencingToken() == fencingToken) ? grant.unit() : "";
		return holder.isEmpty() ? AdministrationWords.notHeld(fencingToken)
				: take(holder, Action.RELEASE, "", "", fencingToken, 0);
	}

	@Override
	public AdministrationResult forget(String unit) {
		UnitDatabag databag = reading((store) -> store.databag(this.group.name(), unit));
		return take(unit, Action.FORGET, (databag != null) ? databag.bootId() : "", "", 0, 0);
	}

	@Override
	public AdministrationResult readmit(String unit) {
		return take(unit, Action.READMIT, "", "", 0, 0);
	}

	@Override
	public AdministrationResult discard(String unit, int entries) {
		return take(unit, Action.DISCARD, "", "", 0, entries);
	}

	private AdministrationResult take(String unit, Action action, String bootId, String operationId, long token,
			int entries) {
		AdministrationCommand command = new AdministrationCommand(this.group.name(), unit, action, bootId, operationId,
				token, entries, this.requestedBy);
		Requester.requireName("unit", unit);
		AdministrationAnswer answer = reading((store) -> Requester.RETRY.invoke(() -> store.administer(command)));
		this.life.get().administered(answer.changes());
		return AdministrationWords.result(command, answer);
	}

	private <T extends @Nullable Object> T reading(Function<DatabagStore, T> step) {
		try {
			return step.apply(this.life.get().surroundings().store());
		}
		catch (StoreUnreachableException ex) {
			throw new RollingOpsNoRelationException(Reason.STORE_UNREACHABLE,
					"The store of group '" + this.group.name()
							+ "' did not answer; whether it was done is not known, and it may be tried again",
					null, ex);
		}
	}

}
