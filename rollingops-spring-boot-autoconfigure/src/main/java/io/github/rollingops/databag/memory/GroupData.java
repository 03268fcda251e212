package io.github.rollingops.databag.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.Hint;
import io.github.rollingops.databag.Policy;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one group.
 */
final class GroupData {

	GroupTime time = new GroupTime();

	String storeId = "";

	int schema;

	@Nullable GrantRecord grant;

	long lastToken;

	@Nullable Lease lease;

	long term;

	@Nullable Policy policy;

	long policyTerm;

	/**
	 * Since when, in liveness time, something has been waiting for the leader; 0 if
	 * nothing is.
	 */
	long workSince;

	/**
	 * The life that was refused the renewal of its lease, and until when.
	 */
	String refusedBoot = "";

	long refusedUntil;

	final Map<String, Bag> bags = new TreeMap<>();

	/**
	 * The members, scored by the end of their membership.
	 */
	final ScoredSet units = new ScoredSet();

	final Map<String, Head> heads = new HashMap<>();

	final ScoredSet requests = new ScoredSet();

	final ScoredSet retries = new ScoredSet();

	final ScoredSet delayed = new ScoredSet();

	final ScoredSet departed = new ScoredSet();

	final Map<String, CutShort> cutShort = new HashMap<>();

	final Map<String, Seen> seen = new HashMap<>();

	History history = new History();

	/**
	 * What the present step changed, and whom it tells.
	 */
	final List<Change> changes = new ArrayList<>();

	final List<Outgoing> hints = new ArrayList<>();

	/**
	 * Begin a step.
	 * @param now the store's clock in microseconds
	 * @param callers the policy of the caller, where it brings one
	 */
	void begin(long now, @Nullable Policy callers) {
		this.changes.clear();
		this.hints.clear();
		Policy valid = (this.policy != null) ? this.policy : callers;
		// That nobody is a member shows that nobody can trust himself, but not while a
		// membership may have ended early.
		boolean trusted = !this.units.isEmpty() || this.time.isQuiet();
		boolean gap = this.time.advance(now, (valid != null) ? valid.largestAdvance() : null);
		if (gap && valid != null && trusted) {
			this.time.quieten(valid.leaseDuration());
		}
	}

	/**
	 * End a step: what it changed goes into the history.
	 */
	void remember() {
		int size = ((this.policy != null) ? this.policy : Policy.DEFAULT).historySize();
		this.history.add(this.changes, Micros.instant(this.time.latest()), size);
	}

	boolean isLive(String unit) {
		Long end = this.units.score(unit);
		return end != null && end > this.time.live;
	}

	/**
	 * Return the live members by name.
	 */
	List<String> members() {
		return this.units.upTo(ScoredSet.INFINITE, Integer.MAX_VALUE).stream().filter(this::isLive).sorted().toList();
	}

	@Nullable Lease liveLease() {
		return (this.lease != null && this.lease.end() > this.time.live) ? this.lease : null;
	}

	/**
	 * Return whether there is something that only a leader's step will bring on.
	 */
	boolean hasWork() {
		if (!this.units.upTo(this.time.live, 1).isEmpty()) {
			return true;
		}
		if (this.grant != null) {
			return !isLive(this.grant.unit());
		}
		return isWaiting() || !this.delayed.upTo(this.time.live, 1).isEmpty();
	}

	boolean isWaiting() {
		return !this.requests.isEmpty() || !this.retries.isEmpty();
	}

	/**
	 * Return when the leader has something to schedule without anybody asking, or
	 * {@code null}.
	 */
	@Nullable Duration nextDue() {
		if (this.grant != null) {
			return null;
		}
		long due = ScoredSet.INFINITE;
		if (isWaiting()) {
			due = 0;
		}
		else if (!this.delayed.isEmpty()) {
			due = Math.max(0, this.delayed.firstScore() - this.time.live);
		}
		if (due == ScoredSet.INFINITE) {
			return null;
		}
		return Micros.duration(Math.max(due, this.time.quietUntil - this.time.live));
	}

	/**
	 * Issue a token. It follows the store's clock, so that a store which lost its last
	 * tokens does not issue them again.
	 */
	long nextToken() {
		this.lastToken = Math.max(this.lastToken + 1, this.time.now);
		return this.lastToken;
	}

	void changed(Change.Type type, String unit, long token, @Nullable Operation operation, String detail) {
		this.changes.add(new Change(type, unit, token, operation, detail));
	}

	void tell(String unit, Hint hint) {
		this.hints.add(new Outgoing(unit, hint));
	}

	/**
	 * Tell the leader, if there is one, that there may be something to schedule.
	 */
	void wakeLeader(Duration dueIn) {
		Lease lease = liveLease();
		if (lease != null) {
			tell(lease.unit(), new Hint.Work(dueIn));
		}
	}

	/**
	 * Tell one living unit that there is no leader: the one that was heard of last.
	 */
	void wakeSuccessor(String predecessor) {
		String last = this.units.lastExcept(predecessor);
		if (last != null && isLive(last)) {
			tell(last, new Hint.LeaderGone());
		}
	}

	/**
	 * A grant that was released as stale and not yet accounted for.
	 *
	 * @param token the token of the grant
	 * @param operationId the operation
	 */
	record CutShort(long token, String operationId) {
	}

	/**
	 * The answer that a request was given.
	 *
	 * @param results the answer
	 * @param until how long it is kept, in liveness time
	 */
	record Seen(List<LockRequestResult> results, long until) {
	}

	/**
	 * A hint on its way.
	 *
	 * @param unit whom it is for
	 * @param hint the hint
	 */
	record Outgoing(String unit, Hint hint) {
	}

}
