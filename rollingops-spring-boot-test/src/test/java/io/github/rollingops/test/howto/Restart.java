package io.github.rollingops.test.howto;

import java.util.concurrent.locks.LockSupport;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.UnitSnapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

@Component
class Restart {

	private final RollingOpsService rollingOps;

	private final ProcessExit exit;

	private volatile @Nullable String seen;

	Restart(RollingOpsService rollingOps, ProcessExit exit) {
		this.rollingOps = rollingOps;
		this.exit = exit;
	}

	@RollingOperation(id = "restart", group = "restart")
	OperationResult restart(OperationContext context) {
		String id = context.operation().id();
		boolean begunByAnEarlierLife = context.attempt() > 0 && !id.equals(this.seen);
		this.seen = id;
		if (begunByAnEarlierLife) {
			return OperationResult.RELEASE; // this process is the restarted one
		}
		if (!othersAreThere(context)) {
			return OperationResult.RETRY_RELEASE; // one that went has not come back yet
		}
		this.exit.begin();
		while (true) {
			LockSupport.park(); // the turn ends with the process, and not before
			Thread.interrupted();
		}
	}

	private boolean othersAreThere(OperationContext context) {
		return this.rollingOps.group(context.group())
			.snapshot()
			.units()
			.stream()
			.filter((unit) -> !unit.unit().equals(context.unit()))
			.noneMatch((unit) -> unit.status() == UnitSnapshot.Status.NOT_READY || unit.draining());
	}

}
