package io.github.rollingops.databag.memory;

import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.Held;
import io.github.rollingops.databag.Hint;
import org.jspecify.annotations.Nullable;

/**
 * Who has the turn, and who is next.
 */
final class Turns {

	private static final int MAX_CANDIDATES = 32;

	private final GroupData group;

	private final Places places;

	Turns(GroupData group, Places places) {
		this.group = group;
		this.places = places;
	}

	/**
	 * Give the turn to the next unit, if it is free and somebody wants it.
	 * @return whether it was given
	 */
	boolean next() {
		this.places.promote();
		if (this.group.grant != null || this.group.time.isQuiet()) {
			return false;
		}
		for (int i = 0; i < MAX_CANDIDATES; i++) {
			String unit = pick();
			if (unit == null) {
				return false;
			}
			Head head = this.group.heads.get(unit);
			if (head == null) {
				continue;
			}
			if (this.group.isLive(unit)) {
				grant(unit, head);
				return true;
			}
			this.group.departed.put(unit, this.group.time.live);
		}
		return false;
	}

	/**
	 * Take the next unit out of its index: requests before retries, the oldest of each.
	 */
	private @Nullable String pick() {
		ScoredSet index = !this.group.requests.isEmpty() ? this.group.requests : this.group.retries;
		String unit = index.first();
		if (unit != null) {
			index.remove(unit);
		}
		return unit;
	}

	private void grant(String unit, Head head) {
		long token = this.group.nextToken();
		String operationId = head.operation().id();
		this.group.grant = new GrantRecord(unit, head.bootId(), operationId, token, this.group.time.stamp(), 0);
		this.group.changed(Type.GRANTED, unit, token, head.operation(), "");
		this.group.tell(unit, new Hint.Granted(head.bootId(), held(this.group.grant)));
	}

	/**
	 * Take the turn from a holder that is gone, and note it: whether its run counts is
	 * for the unit's next heartbeat to decide.
	 */
	void releaseStale(GrantRecord stale) {
		this.group.grant = null;
		this.group.cutShort.put(stale.unit(), new GroupData.CutShort(stale.token(), stale.operationId()));
		Head head = this.group.heads.get(stale.unit());
		boolean same = head != null && head.operation().id().equals(stale.operationId());
		this.group.changed(Type.STALE_RELEASED, stale.unit(), stale.token(),
				(head != null && same) ? head.operation() : null, stale.bootId());
		this.places.place(stale.unit());
	}

	/**
	 * Return a grant as its holder is told of it.
	 */
	Held held(GrantRecord grant) {
		Head head = this.group.heads.get(grant.unit());
		boolean same = head != null && head.operation().id().equals(grant.operationId());
		return new Held(grant.token(), grant.operationId(), (head != null && same) ? head.operation() : null,
				Micros.duration(Math.max(0, grant.due() - this.group.time.live)));
	}

}
