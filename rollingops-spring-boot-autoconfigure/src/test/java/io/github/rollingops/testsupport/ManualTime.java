package io.github.rollingops.testsupport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until a test turns it. Everything that happens at a time happens
 * in the thread that calls {@link #advance}, in order of time and then of scheduling, so
 * that a test of several engines runs the same way each time. Engines that share one time
 * take a {@link #scheduler()} each.
 */
public final class ManualTime {

	private final Instant origin;

	private final NavigableSet<ManualTask> tasks = new TreeSet<>(
			Comparator.comparing(ManualTask::due).thenComparing(ManualTask::number));

	private Duration elapsed = Duration.ZERO;

	private long numbers;

	/** Begins at an arbitrary instant. */
	public ManualTime() {
		this(Instant.parse("2026-01-01T00:00:00Z"));
	}

	public ManualTime(Instant origin) {
		this.origin = origin;
	}

	/** Goes like {@link System#nanoTime()}: only differences mean something. */
	public synchronized long nanoTime() {
		return 7_000_000_000_000L + this.elapsed.toNanos();
	}

	/** The wall clock; for a unit whose clock is wrong, {@code Clock.offset} it. */
	public Clock clock() {
		return new ManualClock(ZoneOffset.UTC);
	}

	/** A scheduler for one engine. */
	public ManualTaskScheduler scheduler() {
		return scheduler(Duration.ZERO);
	}

	/** A scheduler for one engine, whose wall clock is wrong by the given time. */
	public ManualTaskScheduler scheduler(Duration skew) {
		return new ManualTaskScheduler(this, skew);
	}

	/**
	 * Lets time pass. It stops at each task's due time for that task to run, also for
	 * tasks that come up on the way. A task's exception ends the advance there and is
	 * thrown: a real scheduler would hide it in a log.
	 */
	public void advance(Duration duration) {
		Instant target = now().plus(duration);
		for (ManualTask task = next(target); task != null; task = next(target)) {
			task.execute();
		}
		moveTo(target);
	}

	/** Runs what is due now, also what that makes due, without any time passing. */
	public void runDue() {
		advance(Duration.ZERO);
	}

	/** When what is scheduled falls due, in order; what is cancelled is not among it. */
	public synchronized List<Instant> pendingTasks() {
		return this.tasks.stream().map(ManualTask::due).toList();
	}

	synchronized Instant now() {
		return this.origin.plus(this.elapsed);
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
			if (!task.isPaused()) {
				this.tasks.remove(task);
				moveTo(task.due());
				return task;
			}
		}
		return null;
	}

	private synchronized void moveTo(Instant instant) {
		Duration since = Duration.between(this.origin, instant);
		if (since.compareTo(this.elapsed) > 0) {
			this.elapsed = since;
		}
	}

	/** Reads this time in some zone. */
	private final class ManualClock extends Clock {

		private final ZoneId zone;

		ManualClock(ZoneId zone) {
			this.zone = zone;
		}

		@Override
		public ZoneId getZone() {
			return this.zone;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return new ManualClock(zone);
		}

		@Override
		public Instant instant() {
			return now();
		}

	}

}
