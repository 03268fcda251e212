package io.github.rollingops.test;

import org.springframework.context.SmartLifecycle;

/**
 * Hands the fleet the engine that the application has made, and keeps a test that leaves
 * something behind from holding up the end of the application.
 */
final class FleetLifecycle implements SmartLifecycle {

	private final RollingOpsFleet fleet;

	private final Runnable attach;

	private volatile boolean running;

	FleetLifecycle(RollingOpsFleet fleet, Runnable attach) {
		this.fleet = fleet;
		this.attach = attach;
	}

	@Override
	public void start() {
		this.running = true;
		this.attach.run();
	}

	@Override
	public void stop() {
		this.running = false;
		this.fleet.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Between the engine's draining, after which no grant comes any more, and its leave,
	 * which waits for callbacks.
	 */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE - 1;
	}

}
