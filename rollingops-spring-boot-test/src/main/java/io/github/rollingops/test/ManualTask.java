package io.github.rollingops.test;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A task that waits for its moment.
 */
final class ManualTask extends CompletableFuture<Object> implements ScheduledFuture<Object>, Runnable {

	private final UnitThreads threads;

	private final ManualTime time;

	private final Runnable action;

	private final boolean callback;

	private final Instant due;

	private final long number;

	ManualTask(UnitThreads threads, ManualTime time, Runnable action, boolean callback, Instant due) {
		this.threads = threads;
		this.time = time;
		this.action = action;
		this.callback = callback;
		this.due = due;
		this.number = time.nextNumber();
	}

	Instant due() {
		return this.due;
	}

	/**
	 * Settles who is first among tasks of one instant.
	 */
	long number() {
		return this.number;
	}

	boolean isCallback() {
		return this.callback;
	}

	boolean isHeld() {
		return this.callback && this.threads.holdsCallbacks();
	}

	@Override
	public void run() {
		try {
			this.action.run();
		}
		finally {
			complete(null);
		}
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		this.time.remove(this);
		return super.cancel(mayInterruptIfRunning);
	}

	@Override
	public long getDelay(TimeUnit unit) {
		return unit.convert(Duration.between(this.time.instant(), this.due));
	}

	@Override
	public int compareTo(Delayed other) {
		return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
	}

}
