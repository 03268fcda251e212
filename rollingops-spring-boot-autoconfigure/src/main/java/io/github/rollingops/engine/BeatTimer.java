package io.github.rollingops.engine;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * When to beat next. Used in the mailbox only.
 */
final class BeatTimer {

	private static final Duration LONGEST_PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

	private final Mailbox mailbox;

	private final Duration interval;

	private final Runnable beat;

	private final RandomGenerator jitter;

	private @Nullable Future<?> next;

	BeatTimer(Mailbox mailbox, Duration interval, Runnable beat, RandomGenerator jitter) {
		this.mailbox = mailbox;
		this.interval = interval;
		this.beat = beat;
		this.jitter = jitter;
	}

	/**
	 * Return the usual pause, up to 20 % less than the interval, so that the units of a
	 * fleet that was started at once do not go on beating at once.
	 */
	Duration regular() {
		double early = 0.2 * this.jitter.nextDouble();
		return Duration.ofNanos((long) (this.interval.toNanos() * (1 - early)));
	}

	Duration afterFailure() {
		return (this.interval.compareTo(LONGEST_PAUSE_AFTER_FAILURE) < 0) ? this.interval : LONGEST_PAUSE_AFTER_FAILURE;
	}

	boolean isSet() {
		return this.next != null;
	}

	/**
	 * Beat after the given time, and not when it had been set to before.
	 */
	void set(Duration delay) {
		cancel();
		this.next = this.mailbox.executeAfter(delay, this.beat);
	}

	void cancel() {
		if (this.next != null) {
			this.next.cancel(false);
			this.next = null;
		}
	}

}
