package io.github.rollingops.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatAnswer.Twin;
import org.jspecify.annotations.Nullable;

/**
 * What a life has been told by its heartbeats. Written in the mailbox, read by anybody.
 */
final class Membership {

	private static final Duration REQUEST_VALIDITY = Duration.ofSeconds(30);

	private final LongSupplier nanoTime;

	private volatile @Nullable Told told;

	private volatile @Nullable Reason trouble = Reason.NOT_JOINED;

	private volatile long outsideSince;

	private volatile @Nullable String failure;

	private volatile long failingSince;

	private volatile @Nullable Twin twin;

	private volatile boolean twinRenews;

	private final CompletableFuture<@Nullable Void> twinDecided = new CompletableFuture<>();

	private volatile long rev;

	private volatile long readRev;

	Membership(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.outsideSince = nanoTime.getAsLong();
	}

	/**
	 * Deadline and {@code issued} are set together, and only from here.
	 */
	void told(HeartbeatAnswer answer) {
		this.told = new Told(answer, this.nanoTime.getAsLong());
		this.rev = answer.rev();
		this.trouble = null;
		this.failure = null;
		this.twin = null;
		this.twinRenews = false;
		this.twinDecided.complete(null);
	}

	void refused(Reason reason) {
		if (this.trouble == null) {
			this.outsideSince = this.nanoTime.getAsLong();
		}
		this.trouble = reason;
	}

	/**
	 * Note why a heartbeat did not make this life a member; the next one that does clears
	 * it.
	 */
	void failed(@Nullable String failure) {
		if (this.failure == null) {
			this.failingSince = this.nanoTime.getAsLong();
		}
		this.failure = failure;
	}

	/**
	 * Note another life under this unit's name. One that has been seen to beat is a live
	 * twin, and not what a crash left behind.
	 * @return whether this is news
	 */
	boolean nameTaken(@Nullable Twin twin) {
		Twin known = this.twin;
		boolean news = this.trouble != Reason.NAME_TAKEN;
		refused(Reason.NAME_TAKEN);
		this.twinRenews = this.twinRenews || (known != null && twin != null && known.bootId().equals(twin.bootId())
				&& twin.sequence() > known.sequence());
		this.twin = twin;
		if (this.twinRenews) {
			this.twinDecided.complete(null);
		}
		return news;
	}

	/**
	 * Return a future that completes when it is clear whether another life under this
	 * name beats: it has been seen to, or this one has joined.
	 */
	CompletableFuture<@Nullable Void> twinDecided() {
		return this.twinDecided;
	}

	boolean hasLiveTwin() {
		return this.twinRenews;
	}

	@Nullable Twin twin() {
		return this.twin;
	}

	/**
	 * Return why nothing can be asked of the group, or {@code null} if it can. A unit
	 * whose membership has lapsed may still ask: its request waits for its return.
	 */
	@Nullable Reason trouble() {
		return this.trouble;
	}

	/**
	 * Return for how long nothing has been able to be asked of the group.
	 */
	Duration outsideFor() {
		return Duration.ofNanos(this.nanoTime.getAsLong() - this.outsideSince);
	}

	/**
	 * Return for how long heartbeats have not made this life a member, where the last one
	 * did not.
	 */
	Duration failingFor() {
		return Duration.ofNanos(this.nanoTime.getAsLong() - this.failingSince);
	}

	/**
	 * Return what happened to the last heartbeat, or {@code null} if nothing did.
	 */
	@Nullable String failure() {
		return this.failure;
	}

	boolean hasJoined() {
		return this.told != null;
	}

	@Nullable HeartbeatAnswer lastAnswer() {
		Told told = this.told;
		return (told != null) ? told.answer() : null;
	}

	/**
	 * Return the liveness time after which a request that is sent now is refused.
	 */
	long notAfter() {
		Told told = this.told;
		if (told == null) {
			return 0;
		}
		long elapsed = (this.nanoTime.getAsLong() - told.at()) / 1000;
		return told.answer().time() + elapsed + REQUEST_VALIDITY.toMillis() * 1000;
	}

	/**
	 * Note the revision that a step of this unit's own left behind, all of whose changes
	 * its answer told. What it followed was known only if nobody, and no failover, has
	 * changed the databag before it.
	 */
	void ownStep(long before, long rev) {
		this.readRev = (before == this.readRev) ? rev : -1;
		noted(rev);
	}

	/**
	 * Note a revision that others may have had a part in.
	 */
	void noted(long rev) {
		this.rev = Math.max(this.rev, rev);
	}

	void read(long rev) {
		this.readRev = rev;
		this.rev = rev;
	}

	boolean hasRead(long rev) {
		return rev <= this.readRev;
	}

	/**
	 * Note that nothing is known of the databag any more.
	 */
	void forgetRead() {
		this.readRev = -1;
	}

	/**
	 * Return whether somebody else has changed the databag.
	 */
	boolean needsReading() {
		return this.rev != this.readRev;
	}

	/**
	 * Return the highest revision of the databag that this life was told.
	 */
	long rev() {
		return this.rev;
	}

	/**
	 * An answer and when it came.
	 *
	 * @param answer the answer
	 * @param at {@code nanoTime} of its arrival
	 */
	private record Told(HeartbeatAnswer answer, long at) {
	}

}
