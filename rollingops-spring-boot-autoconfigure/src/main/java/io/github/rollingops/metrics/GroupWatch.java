package io.github.rollingops.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.FinishAnswer;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.HeartbeatAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Where this unit stands in a group, as far as the answers that pass by tell. It asks
 * nobody. Safe for use by several threads.
 */
final class GroupWatch {

	private final LongSupplier nanoTime;

	private final OwnQueue queue;

	/**
	 * The token that this unit holds; 0 if none.
	 */
	private final AtomicLong held = new AtomicLong();

	private volatile boolean leading;

	private volatile @Nullable Long leaderlessSince;

	private volatile @Nullable RunEnd lastRun;

	GroupWatch(String unit, LongSupplier nanoTime) {
		this.queue = new OwnQueue(unit);
		this.nanoTime = nanoTime;
	}

	void told(HeartbeatAnswer answer) {
		if (answer.status() == HeartbeatAnswer.Status.LATE) {
			return;
		}
		boolean member = answer.status() == HeartbeatAnswer.Status.MEMBER;
		this.leading = member && answer.leading();
		if (!member || answer.leader() != null) {
			this.leaderlessSince = null;
		}
		else if (this.leaderlessSince == null) {
			this.leaderlessSince = this.nanoTime.getAsLong();
		}
		long named = (answer.held() != null) ? answer.held().token() : 0;
		// An answer that was made before the token was issued says nothing about it.
		this.held.updateAndGet((token) -> (member && token > answer.issued()) ? token : named);
		this.queue.changed(answer.changes());
	}

	void left() {
		this.leading = false;
		this.leaderlessSince = null;
		this.held.set(0);
	}

	void began(long token) {
		this.held.accumulateAndGet(token, Math::max);
	}

	void returned(long token) {
		this.lastRun = new RunEnd(token, this.nanoTime.getAsLong());
	}

	/**
	 * Take note of the answer to a finish.
	 * @return the time since the run's end, if the turn has been passed on, or
	 * {@code null}
	 */
	@Nullable Duration finished(FinishCommand command, FinishAnswer answer) {
		long named = (answer.held() != null) ? answer.held().token() : 0;
		this.held.updateAndGet((token) -> (token > command.token()) ? token : named);
		this.queue.changed(answer.changes());
		RunEnd run = this.lastRun;
		boolean passed = answer.changes().stream().anyMatch((change) -> change.type() == Change.Type.GRANTED);
		return (passed && run != null && run.token() == command.token())
				? Duration.ofNanos(this.nanoTime.getAsLong() - run.at()) : null;
	}

	boolean isLeading() {
		return this.leading;
	}

	boolean isHolding() {
		return this.held.get() != 0;
	}

	Duration leaderless() {
		Long since = this.leaderlessSince;
		return (since != null) ? Duration.ofNanos(this.nanoTime.getAsLong() - since) : Duration.ZERO;
	}

	OwnQueue queue() {
		return this.queue;
	}

	/**
	 * The end of a run.
	 *
	 * @param token the token of its grant
	 * @param at {@code nanoTime} of the end
	 */
	private record RunEnd(long token, long at) {
	}

}
