package io.github.rollingops.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until it is turned. What is due runs on the thread that turns
 * it, in order of time and then of scheduling; a task may turn it further.
 */
final class ManualTime extends Clock {

	static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

	private final TreeSet<ManualTask> tasks = new TreeSet<>(
			Comparator.comparing(ManualTask::due).thenComparing(ManualTask::number));

	private Instant now = ORIGIN;

	private long numbers;

	@Override
	public synchronized Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return Clock.offset(this, Duration.ZERO).withZone(zone);
	}

	long nanoTime() {
		return Duration.between(ORIGIN, instant()).toNanos();
	}

	void advance(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("Time does not go back by " + duration.negated());
		}
		Instant target = instant().plus(duration);
		for (ManualTask task = next(target); task != null; task = next(target)) {
			run(task);
			// A task that took its time makes others due.
			target = later(target, instant());
		}
		moveTo(target);
	}

	private static Instant later(Instant first, Instant second) {
		return first.isBefore(second) ? second : first;
	}

	/**
	 * Run a task in the midst of what this thread does. An interrupt that is meant for a
	 * callback further up must neither reach the task nor get lost in it.
	 */
	static void run(ManualTask task) {
		boolean interrupted = Thread.interrupted();
		try {
			task.run();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	synchronized long nextNumber() {
		return this.numbers++;
	}

	synchronized void add(ManualTask task) {
		this.tasks.add(task);
	}

	synchronized void remove(ManualTask task) {
		this.tasks.remove(task);
	}

	private synchronized @Nullable ManualTask next(Instant target) {
		for (ManualTask task : this.tasks) {
			if (task.due().isAfter(target)) {
				return null;
			}
			if (!task.isHeld()) {
				this.tasks.remove(task);
				moveTo(task.due());
				return task;
			}
		}
		return null;
	}

	private synchronized void moveTo(Instant instant) {
		if (instant.isAfter(this.now)) {
			this.now = instant;
		}
	}

}
