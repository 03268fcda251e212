package io.github.rollingops.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Until when a unit may believe what its last heartbeat was told. Stamped before the
 * heartbeat was sent: whatever the answer's delay, it ends before the membership does.
 */
final class Trust {

	private final LongSupplier nanoTime;

	private volatile @Nullable Long until;

	Trust(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	void renew(long stamp, Duration renewDeadline) {
		this.until = stamp + renewDeadline.toNanos();
	}

	void end() {
		this.until = null;
	}

	boolean holds() {
		return !remaining().isZero();
	}

	/**
	 * Return how long ago the trust ended without anybody ending it; zero if it holds, or
	 * never did.
	 */
	Duration lapsedFor() {
		Long until = this.until;
		return (until != null) ? Duration.ofNanos(Math.max(0, this.nanoTime.getAsLong() - until)) : Duration.ZERO;
	}

	Duration remaining() {
		Long until = this.until;
		return (until != null) ? Duration.ofNanos(Math.max(0, until - this.nanoTime.getAsLong())) : Duration.ZERO;
	}

}
