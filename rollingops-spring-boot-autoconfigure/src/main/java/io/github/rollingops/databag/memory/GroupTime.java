package io.github.rollingops.databag.memory;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The two clocks of a group, in microseconds, and the quiet that follows a gap in them.
 */
final class GroupTime {

	/**
	 * What the store's clock says in this step.
	 */
	long now;

	/**
	 * Liveness time.
	 */
	long live;

	/**
	 * Until when, in liveness time, nothing is granted.
	 */
	long quietUntil;

	private long previousNow;

	private long lastStamp;

	private boolean started;

	GroupTime copy() {
		GroupTime copy = new GroupTime();
		copy.now = this.now;
		copy.live = this.live;
		copy.quietUntil = this.quietUntil;
		copy.previousNow = this.previousNow;
		copy.lastStamp = this.lastStamp;
		copy.started = this.started;
		return copy;
	}

	/**
	 * Begin a step.
	 * @param now the store's clock
	 * @param largestAdvance how far liveness time may move, or {@code null} for any
	 * distance
	 * @return whether the store's clock moved further than that
	 */
	boolean advance(long now, @Nullable Duration largestAdvance) {
		this.now = now;
		if (!this.started) {
			this.started = true;
			this.live = now;
			this.previousNow = now;
			return false;
		}
		// Where the host's clock went back, what passes from now on counts again.
		long gap = Math.max(0, now - this.previousNow);
		this.previousNow = now;
		long limit = (largestAdvance != null) ? Micros.of(largestAdvance) : Long.MAX_VALUE;
		this.live += Math.min(gap, limit);
		return gap > limit;
	}

	/**
	 * Return a time that is later than every one that this method returned before.
	 */
	long stamp() {
		this.lastStamp = latest() + ((this.lastStamp >= this.now) ? 1 : 0);
		return this.lastStamp;
	}

	/**
	 * Return the time as stamps count it, without taking one.
	 */
	long latest() {
		return Math.max(this.lastStamp, this.now);
	}

	boolean isQuiet() {
		return this.quietUntil > this.live;
	}

	/**
	 * Let a lease pass without a grant: somebody may still trust one that is forgotten.
	 */
	void quieten(Duration lease) {
		this.quietUntil = Math.max(this.quietUntil, this.live + Micros.of(lease));
	}

}
