package io.github.rollingops.fleet;

import java.util.concurrent.Semaphore;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperationCallback;

/**
 * A callback that runs until it is let through, or is interrupted.
 */
final class Gate implements RollingOperationCallback {

	private final Semaphore passes = new Semaphore(0);

	@Override
	public OperationResult execute(OperationContext context) throws InterruptedException {
		this.passes.acquire();
		return OperationResult.RELEASE;
	}

	void letOneThrough() {
		this.passes.release();
	}

}
