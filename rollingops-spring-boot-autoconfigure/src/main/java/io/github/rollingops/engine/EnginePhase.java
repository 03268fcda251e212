package io.github.rollingops.engine;

import java.util.function.Consumer;

import org.springframework.context.SmartLifecycle;

/**
 * One step of starting and stopping, at its place among everybody else's.
 */
final class EnginePhase implements SmartLifecycle {

	private final int phase;

	private final Runnable start;

	private final Consumer<Runnable> stop;

	private volatile boolean running;

	/**
	 * Create a phase.
	 * @param phase when: started lowest first, stopped highest first
	 * @param start what to do at the start
	 * @param stop what to do at the stop; runs what it is given once it is done
	 */
	EnginePhase(int phase, Runnable start, Consumer<Runnable> stop) {
		this.phase = phase;
		this.start = start;
		this.stop = stop;
	}

	@Override
	public void start() {
		this.running = true;
		this.start.run();
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		this.stop.accept(callback);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}
