package io.github.rollingops.databag.memory;

import java.time.Duration;

import io.github.rollingops.databag.Caller;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Who leads.
 */
final class Leadership {

	private final GroupData group;

	Leadership(GroupData group) {
		this.group = group;
	}

	/**
	 * Let a member take, renew or give up the lease.
	 * @return whether there is something to schedule now
	 */
	boolean beat(HeartbeatCommand command) {
		long live = this.group.time.live;
		boolean work = this.group.hasWork();
		if (!work) {
			this.group.workSince = 0;
		}
		else if (this.group.workSince == 0) {
			this.group.workSince = live;
			this.group.wakeLeader(Duration.ZERO);
		}
		boolean eligible = !command.draining() && command.schema() >= this.group.schema;
		Lease lease = this.group.liveLease();
		if (lease == null) {
			if (eligible && !isRefused(command.caller())) {
				takeLease(command);
			}
		}
		else if (lease.belongsTo(command.caller())) {
			if (!eligible) {
				giveUp(lease);
			}
			else if (hasNeglected(command.policy())) {
				giveUp(lease);
				this.group.refusedBoot = command.caller().bootId();
				this.group.refusedUntil = live + Micros.of(command.policy().leaseDuration());
			}
			else {
				this.group.lease = new Lease(lease.unit(), lease.bootId(), lease.term(), end(command.policy()));
			}
		}
		return work;
	}

	/**
	 * A leader that beats but does not schedule would hold up the group for ever.
	 */
	private boolean hasNeglected(Policy policy) {
		return this.group.workSince != 0
				&& this.group.time.live - this.group.workSince >= Micros.of(policy.renewDeadline());
	}

	private boolean isRefused(Caller caller) {
		return this.group.refusedBoot.equals(caller.bootId()) && this.group.time.live < this.group.refusedUntil;
	}

	private void takeLease(HeartbeatCommand command) {
		Caller caller = command.caller();
		this.group.term++;
		this.group.lease = new Lease(caller.unit(), caller.bootId(), this.group.term, end(command.policy()));
		this.group.policy = command.policy();
		this.group.policyTerm = this.group.term;
		this.group.workSince = 0;
		this.group.changed(Type.LEADER, caller.unit(), this.group.term, null, "");
	}

	private long end(Policy policy) {
		return this.group.time.live + Micros.of(policy.leaseDuration());
	}

	/**
	 * Return how long ago the holder of a lease renewed it.
	 */
	Duration silence(@Nullable Lease lease) {
		Policy policy = this.group.policy;
		return (lease == null || policy == null) ? Duration.ZERO
				: Micros.duration(Math.max(0, end(policy) - lease.end()));
	}

	void giveUp(Lease lease) {
		this.group.lease = null;
		this.group.changed(Type.LEADER_GONE, lease.unit(), lease.term(), null, "");
		this.group.wakeSuccessor(lease.unit());
	}

}
