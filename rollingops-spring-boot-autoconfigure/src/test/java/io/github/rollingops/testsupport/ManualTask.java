package io.github.rollingops.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A task that waits for its moment in a {@link ManualTime}, and for the next one if it
 * repeats.
 */
final class ManualTask extends CompletableFuture<Object> implements ScheduledFuture<Object> {

	private final ManualTaskScheduler scheduler;

	private final ManualTime time;

	private volatile long number;

	private final Runnable action;

	private final Repetition repetition;

	private volatile Instant due;

	ManualTask(ManualTaskScheduler scheduler, ManualTime time, Runnable action, Instant due, Repetition repetition) {
		this.scheduler = scheduler;
		this.time = time;
		this.number = time.nextNumber();
		this.action = action;
		this.due = due;
		this.repetition = repetition;
	}

	Instant due() {
		return this.due;
	}

	/**
	 * Settles who is first among tasks of one instant: who was scheduled (again) first.
	 */
	long number() {
		return this.number;
	}

	boolean isPaused() {
		return this.scheduler.isPaused();
	}

	void execute() {
		try {
			this.action.run();
		}
		finally {
			Instant next = isCancelled() ? null : this.repetition.after(this.due);
			if (next != null) {
				this.due = next;
				this.number = this.time.nextNumber();
				this.time.add(this);
			}
			else {
				complete(null);
			}
		}
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		this.time.remove(this);
		return super.cancel(mayInterruptIfRunning);
	}

	@Override
	public long getDelay(TimeUnit unit) {
		return unit.convert(Duration.between(this.time.now(), this.due));
	}

	@Override
	public int compareTo(Delayed other) {
		return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
	}

	/** Tells when a task that was due at a time is due next. */
	interface Repetition {

		@Nullable Instant after(Instant due);

	}

}
