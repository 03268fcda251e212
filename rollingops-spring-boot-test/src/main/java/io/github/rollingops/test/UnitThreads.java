package io.github.rollingops.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;

import io.github.rollingops.engine.EngineThreads;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/**
 * What stands for the threads of one unit: its steps are taken at once by whoever causes
 * them, and all else waits until the time is turned.
 */
final class UnitThreads implements TaskScheduler {

	/**
	 * Longer than any grant is trusted.
	 */
	private static final Duration FOR_EVER = Duration.ofDays(365);

	private final ManualTime time;

	private final Set<ManualTask> tasks = ConcurrentHashMap.newKeySet();

	private volatile boolean dead;

	private volatile boolean late;

	private volatile boolean holdsCallbacks;

	UnitThreads(ManualTime time) {
		this.time = time;
	}

	EngineThreads forEngine() {
		return new EngineThreads(this, Runnable::run, this, (task) -> add(task, true, this.time.instant()),
				(task) -> add(task, false, this.time.instant()), this::nanoTime);
	}

	/**
	 * To a process that is gone, every grant is lost.
	 */
	private long nanoTime() {
		return this.time.nanoTime() + (this.late ? FOR_EVER.toNanos() : 0);
	}

	/**
	 * Callbacks that are called from now on do not begin before they are let.
	 */
	void holdCallbacks(boolean hold) {
		this.holdsCallbacks = hold;
	}

	boolean holdsCallbacks() {
		return this.holdsCallbacks;
	}

	/**
	 * Like the death of the process: nothing that was to run runs any more.
	 */
	void die() {
		this.dead = true;
		this.tasks.stream().filter((task) -> !task.isCallback()).forEach((task) -> task.cancel(true));
		discardCallbacks();
	}

	/**
	 * Have the callbacks that have not begun return without having been called: the
	 * engine finds that their grants are lost, and knows that the thread is free for the
	 * next life.
	 */
	void discardCallbacks() {
		this.late = true;
		List<ManualTask> callbacks = this.tasks.stream().filter(ManualTask::isCallback).toList();
		callbacks.forEach((callback) -> callback.cancel(true));
		callbacks.forEach(ManualTime::run);
		this.late = this.dead;
	}

	void revive() {
		this.dead = false;
		this.late = false;
	}

	boolean isDead() {
		return this.dead;
	}

	@Override
	public Clock getClock() {
		return this.time;
	}

	/**
	 * As exact as a store is, so that a test finds at 10:00 what is due at 10:00.
	 */
	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		return add(task, false, startTime.truncatedTo(ChronoUnit.MICROS));
	}

	private ManualTask add(Runnable action, boolean callback, Instant due) {
		ManualTask task = new ManualTask(this, this.time, action, callback, due);
		if (!this.dead) {
			this.tasks.add(task);
			task.whenComplete((result, ex) -> this.tasks.remove(task));
			this.time.add(task);
		}
		return task;
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		throw new UnsupportedOperationException("No triggers");
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		throw new UnsupportedOperationException("No repetition");
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		throw new UnsupportedOperationException("No repetition");
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		throw new UnsupportedOperationException("No repetition");
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		throw new UnsupportedOperationException("No repetition");
	}

}
