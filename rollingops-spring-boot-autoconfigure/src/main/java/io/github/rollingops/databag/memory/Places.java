package io.github.rollingops.databag.memory;

import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationQueue;
import org.jspecify.annotations.Nullable;

/**
 * Where the heads of the queues stand. A unit that has work is in exactly one place: an
 * index, or the grant.
 */
final class Places {

	private final GroupData group;

	Places(GroupData group) {
		this.group = group;
	}

	/**
	 * Copy the head of a queue that has changed, and put it where it belongs.
	 */
	void refresh(Bag bag) {
		Operation head = OperationQueue.read(bag.operations).queue().peek();
		if (head == null) {
			this.group.heads.remove(bag.unit);
		}
		else {
			LockIntent kind = (bag.state != LockIntent.IDLE) ? bag.state : LockIntent.REQUEST;
			long order = (kind == LockIntent.REQUEST) ? Micros.of(head.requestedAt()) : bag.executedAt;
			this.group.heads.put(bag.unit, new Head(kind, order, bag.due, bag.bootId, head));
		}
		place(bag.unit);
	}

	/**
	 * Put the head of a unit where it belongs.
	 */
	void place(String unit) {
		Long departedAt = this.group.departed.score(unit);
		remove(unit);
		if (!this.group.isLive(unit)) {
			park(unit, departedAt);
			return;
		}
		Head head = this.group.heads.get(unit);
		if (head == null || isGranted(unit)) {
			return;
		}
		Bag bag = this.group.bags.get(unit);
		if (bag == null || bag.busy || bag.draining || bag.schema < this.group.schema) {
			this.group.departed.put(unit, ScoredSet.INFINITE);
		}
		else if (head.due() > this.group.time.live) {
			this.group.delayed.put(unit, head.due());
		}
		else {
			index(unit, head);
		}
	}

	/**
	 * Let the head of a unit stand nowhere.
	 */
	void remove(String unit) {
		this.group.requests.remove(unit);
		this.group.retries.remove(unit);
		this.group.delayed.remove(unit);
		this.group.departed.remove(unit);
	}

	/**
	 * Put by what belongs to a unit that is gone, from the time when it was first seen to
	 * be.
	 */
	private void park(String unit, @Nullable Long departedAt) {
		if (isGranted(unit)) {
			return;
		}
		this.group.departed.put(unit,
				(departedAt == null || departedAt == ScoredSet.INFINITE) ? this.group.time.live : departedAt);
	}

	/**
	 * Move what has backed off for long enough to where it can be picked.
	 */
	void promote() {
		for (String unit : this.group.delayed.upTo(this.group.time.live, 100)) {
			this.group.delayed.remove(unit);
			Head head = this.group.heads.get(unit);
			if (head != null) {
				index(unit, head);
			}
		}
	}

	private void index(String unit, Head head) {
		(head.isRetryRelease() ? this.group.retries : this.group.requests).put(unit, head.score());
	}

	private boolean isGranted(String unit) {
		return this.group.grant != null && this.group.grant.isFor(unit);
	}

}
