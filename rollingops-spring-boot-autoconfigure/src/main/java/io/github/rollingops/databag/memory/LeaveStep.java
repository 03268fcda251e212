package io.github.rollingops.databag.memory;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.databag.Caller;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.LeaveAnswer;
import io.github.rollingops.databag.LeaveCommand;

/**
 * End a membership for good.
 */
final class LeaveStep {

	private final GroupData group;

	private final LeaveCommand command;

	private final Places places;

	private final Turns turns;

	LeaveStep(GroupData group, LeaveCommand command) {
		this.group = group;
		this.command = command;
		this.places = new Places(group);
		this.turns = new Turns(group, this.places);
	}

	LeaveAnswer take() {
		Caller caller = this.command.caller();
		Bag bag = this.group.bags.get(caller.unit());
		// A leave of an earlier life must not end the membership of the present one.
		if (bag == null || !bag.bootId.equals(caller.bootId()) || caller.sequence() <= bag.sequence) {
			return new LeaveAnswer(false, List.of());
		}
		bag.sequence = caller.sequence();
		bag.busy = false;
		bag.draining = true;
		this.group.units.remove(bag.unit);
		boolean released = release(caller);
		this.places.place(bag.unit);
		this.group.changed(Type.LEFT, bag.unit, 0, null, bag.bootId);
		Lease lease = this.group.liveLease();
		if (lease != null && lease.belongsTo(caller)) {
			new Leadership(this.group).giveUp(lease);
		}
		else if (released) {
			this.group.wakeLeader(Duration.ZERO);
		}
		return new LeaveAnswer(true, List.copyOf(this.group.changes));
	}

	private boolean release(Caller caller) {
		GrantRecord grant = this.group.grant;
		if (grant == null || !grant.belongsTo(caller)) {
			return false;
		}
		if (this.command.startedToken() >= grant.token()) {
			this.turns.releaseStale(grant);
		}
		else {
			this.group.changed(Type.HANDED_BACK, caller.unit(), grant.token(), this.turns.held(grant).operation(), "");
			this.group.grant = null;
		}
		return true;
	}

}
