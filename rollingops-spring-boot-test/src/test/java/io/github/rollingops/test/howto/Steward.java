package io.github.rollingops.test.howto;

import java.util.List;

import io.github.rollingops.AdministrationResult;
import io.github.rollingops.GroupAdministration;
import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.RollingOpsAdministration;

import org.springframework.stereotype.Component;

@Component
class Steward {

	private final RollingOpsAdministration administration;

	Steward(RollingOpsAdministration administration) {
		this.administration = administration;
	}

	List<LockRequestResult> reloadEverywhere(String deployment) {
		return group()
			.requestOnAllUnits(LockRequest.of("reload").withMaxRetry(3).withRequestId("reload-" + deployment));
	}

	AdministrationResult cancel(String unit, String operationId) {
		return group().cancel(unit, operationId);
	}

	/**
	 * Until the holder has heeded its interruption, two may run.
	 */
	AdministrationResult forceRelease(long fencingToken) {
		return group().forceRelease(fencingToken);
	}

	AdministrationResult forget(String departedUnit) {
		return group().forget(departedUnit);
	}

	AdministrationResult readmit(String unit) {
		return group().readmit(unit);
	}

	AdministrationResult discard(String unit, int entriesSeen) {
		return group().discard(unit, entriesSeen);
	}

	private GroupAdministration group() {
		return this.administration.group("default", "steward");
	}

}
