package io.github.rollingops.engine;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;
import org.jspecify.annotations.Nullable;

/**
 * One run of a callback under a grant. A run that has lost its grant has lost it for
 * good, whatever a later heartbeat is told.
 */
final class Run implements OperationContext {

	private final Identity identity;

	private final Operation operation;

	private final long token;

	private final Trust trust;

	private final LongSupplier nanoTime;

	private final long timeoutAt;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable Thread thread;

	private volatile boolean lost;

	private boolean lossNoted;

	private volatile boolean timedOut;

	private volatile boolean returned;

	private boolean shielded;

	private volatile String stepsLeft = "";

	Run(Identity identity, Operation operation, long token, Trust trust, LongSupplier nanoTime, Duration timeout) {
		this.identity = identity;
		this.operation = operation;
		this.token = token;
		this.trust = trust;
		this.nanoTime = nanoTime;
		this.timeoutAt = nanoTime.getAsLong() + timeout.toNanos();
	}

	@Override
	public String unit() {
		return this.identity.unit();
	}

	@Override
	public String group() {
		return this.identity.group();
	}

	@Override
	public Operation operation() {
		return this.operation;
	}

	@Override
	public long fencingToken() {
		return this.token;
	}

	@Override
	public Duration remaining() {
		if (!isGranted()) {
			return Duration.ZERO;
		}
		Duration trusted = this.trust.remaining();
		Duration untilTimeout = untilTimeout();
		return (trusted.compareTo(untilTimeout) < 0) ? trusted : untilTimeout;
	}

	@Override
	public boolean isGranted() {
		if (!this.lost && !this.trust.holds()) {
			this.lost = true;
		}
		return !this.lost;
	}

	Duration untilTimeout() {
		return Duration.ofNanos(Math.max(0, this.timeoutAt - this.nanoTime.getAsLong()));
	}

	/**
	 * Return for how long the callback should have returned already; zero if it has.
	 */
	Duration overdue() {
		return this.returned ? Duration.ZERO
				: Duration.ofNanos(Math.max(0, this.nanoTime.getAsLong() - this.timeoutAt));
	}

	/**
	 * Return what the callback's thread does at the moment, or {@code null} if it has
	 * none.
	 */
	@Nullable String stack() {
		this.lock.lock();
		try {
			return (this.thread == null || this.returned) ? null
					: Stream.of(this.thread.getStackTrace())
						.map((frame) -> "\n\tat " + frame)
						.collect(Collectors.joining("", this.thread.getName() + " " + this.thread.getState(), ""));
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isTimedOut() {
		return this.timedOut;
	}

	boolean hasReturned() {
		return this.returned;
	}

	/**
	 * Note which steps of the operation would have to be undone if the run ended now.
	 */
	void stepsLeft(String names) {
		this.stepsLeft = names;
	}

	String stepsLeft() {
		return this.stepsLeft;
	}

	/**
	 * Take the present thread for the run's.
	 * @return {@code false} if the run is over already: an executor may keep what it has
	 * refused
	 */
	boolean enter() {
		this.lock.lock();
		try {
			if (this.returned) {
				return false;
			}
			this.thread = Thread.currentThread();
			if (this.lossNoted || this.timedOut) {
				this.thread.interrupt();
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Note that the callback has returned. From here on no interrupt reaches the thread,
	 * which has other things to do.
	 */
	void leave() {
		this.lock.lock();
		try {
			this.returned = true;
			Thread.interrupted();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take the grant away and interrupt the callback.
	 * @return {@code false} if that has been done before
	 */
	boolean lose() {
		this.lost = true;
		this.lock.lock();
		try {
			boolean first = !this.lossNoted;
			this.lossNoted = true;
			return first;
		}
		finally {
			this.lock.unlock();
			interrupt();
		}
	}

	/**
	 * Interrupt the callback since its time is over.
	 */
	void timeOut() {
		this.timedOut = true;
		interrupt();
	}

	private void interrupt() {
		this.lock.lock();
		try {
			if (!this.returned && !this.shielded && this.thread != null) {
				this.thread.interrupt();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Keep interrupts from the present thread, which is the run's: neither a lost grant
	 * nor a timeout is to end what undoes the steps.
	 */
	void shield() {
		this.lock.lock();
		try {
			this.shielded = true;
			Thread.interrupted();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Interrupt the undoing since its time is over, too.
	 */
	void endShield() {
		this.lock.lock();
		try {
			this.shielded = false;
		}
		finally {
			this.lock.unlock();
		}
		interrupt();
	}

	@Override
	public String toString() {
		return this.operation + " on " + this.identity + " under token " + this.token;
	}

}
