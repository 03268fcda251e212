package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;
import io.github.rollingops.chaos.Fact.What;

/**
 * A run of a callback that writes down, again and again, that its grant holds.
 */
final class FireRun {

	private static final Duration BEAT = Duration.ofMillis(15);

	private final Diary diary;

	private final OperationContext context;

	FireRun(Diary diary, OperationContext context) {
		this.diary = diary;
		this.context = context;
	}

	void started() {
		Operation operation = this.context.operation();
		this.diary.note(System.nanoTime(), What.STARTED, this.context,
				Json.of("callbackId", operation.callbackId(), "attempt", operation.attempt(), "requestedAt",
						operation.requestedAt().toString(), "maxRetry", operation.maxRetry(), "kwargs",
						operation.kwargs(), "steps", operation.callbackId().equals(Body.STEPS.id())));
	}

	void ended(String how) {
		this.diary.note(System.nanoTime(), What.ENDED, this.context, how);
	}

	/** Works on, unless it is interrupted. */
	void work(Duration duration) throws InterruptedException {
		long end = System.nanoTime() + duration.toNanos();
		try {
			do {
				beat();
				pause(end);
			}
			while (System.nanoTime() < end);
		}
		catch (InterruptedException ex) {
			interrupted();
			throw ex;
		}
		beat();
	}

	/** Works on though it is interrupted. */
	void workDeaf(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		while (System.nanoTime() < end) {
			try {
				beat();
				pause(end);
			}
			catch (InterruptedException ex) {
				interrupted();
			}
		}
		beat();
	}

	/** Whether this run is one of the first, which the request wants to fail. */
	boolean isToFail() {
		return this.context.attempt() < number("fails");
	}

	Duration duration() {
		return Duration.ofMillis(number("millis"));
	}

	private int number(String name) {
		return (this.context.operation().kwargs().get(name) instanceof Number number) ? number.intValue() : 0;
	}

	private void beat() {
		long at = System.nanoTime();
		if (this.context.isGranted()) {
			this.diary.note(at, What.VALID, this.context, "");
		}
	}

	private static void pause(long end) throws InterruptedException {
		long left = end - System.nanoTime();
		if (left > 0) {
			TimeUnit.NANOSECONDS.sleep(Math.min(left, BEAT.toNanos()));
		}
	}

	private void interrupted() {
		this.diary.note(System.nanoTime(), What.INTERRUPTED, this.context, "");
	}

}
