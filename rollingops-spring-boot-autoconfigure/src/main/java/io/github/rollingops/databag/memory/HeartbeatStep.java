package io.github.rollingops.databag.memory;

import java.util.List;

import io.github.rollingops.LockIntent;
import io.github.rollingops.databag.Caller;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatAnswer.Status;
import io.github.rollingops.databag.HeartbeatAnswer.Twin;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.HeartbeatCommand.Known;
import io.github.rollingops.databag.HeartbeatCommand.Running;
import io.github.rollingops.databag.Held;
import io.github.rollingops.databag.Hint;
import org.jspecify.annotations.Nullable;

/**
 * Join or renew a membership; account for a run cut short; take or renew the lease.
 */
final class HeartbeatStep {

	private final GroupData group;

	private final HeartbeatCommand command;

	private final Caller caller;

	private final Queues queues;

	private final Places places;

	private final Turns turns;

	private final Leadership leadership;

	HeartbeatStep(GroupData group, HeartbeatCommand command) {
		this.group = group;
		this.command = command;
		this.caller = command.caller();
		this.queues = new Queues(group);
		this.places = new Places(group);
		this.turns = new Turns(group, this.places);
		this.leadership = new Leadership(group);
	}

	HeartbeatAnswer take() {
		Bag bag = this.group.bags.get(this.caller.unit());
		HeartbeatAnswer refusal = (bag != null) ? refuse(bag) : null;
		if (refusal != null) {
			return refusal;
		}
		String lost = detectLoss(bag);
		boolean rejoins = !this.group.isLive(this.caller.unit());
		if (bag == null) {
			bag = new Bag(this.caller.unit(), () -> this.group.time.now);
			this.group.bags.put(bag.unit, bag);
		}
		boolean newBoot = !bag.bootId.equals(this.caller.bootId());
		join(bag, newBoot);
		bag.lostRev = 0;
		if (lost != null) {
			noteLoss(bag, lost);
		}
		boolean accounted = accountForCutShort(bag, newBoot);
		// A store that evicts may have lost the heads and nothing else.
		boolean unknown = newBoot || rejoins || lost != null || bag.isStrange()
				|| (bag.state != LockIntent.IDLE && !this.group.heads.containsKey(bag.unit));
		if (unknown) {
			this.queues.read(bag);
		}
		if (newBoot || rejoins) {
			this.group.changed(Type.JOINED, bag.unit, 0, null, bag.bootId);
		}
		if (unknown || accounted) {
			this.places.refresh(bag);
		}
		else {
			this.places.place(bag.unit);
		}
		boolean work = this.leadership.beat(this.command);
		this.group.tell(bag.unit, new Hint.Echo(bag.bootId, bag.sequence));
		return answer(bag, work, lost != null);
	}

	/**
	 * A heartbeat that was under way since before a token was issued says neither that
	 * the run under it began nor that it never will: its unit is parked until the next
	 * one, which tells.
	 */
	private boolean accountForCutShort(Bag bag, boolean newBoot) {
		Known known = this.command.known();
		if (!newBoot && this.queues.isCutShortAfter(bag, Math.max(known.startedToken(), known.settledToken()))) {
			bag.busy = true;
			return false;
		}
		return this.queues.accountForCutShort(bag, newBoot ? Long.MAX_VALUE : known.startedToken(),
				this.command.policy());
	}

	/**
	 * A late call of this life, or a call of a life that is not to have the name, changes
	 * nothing.
	 */
	private @Nullable HeartbeatAnswer refuse(Bag bag) {
		if (bag.bootId.equals(this.caller.bootId())) {
			return (this.caller.sequence() > bag.sequence) ? null : refused(Status.LATE, null);
		}
		if (bag.followed.contains(this.caller.bootId())) {
			return refused(Status.SUPERSEDED, null);
		}
		Long end = this.group.units.score(bag.unit);
		if (!bag.bootId.isEmpty() && end != null && this.group.isLive(bag.unit)) {
			return refused(Status.NAME_TAKEN,
					new Twin(bag.bootId, bag.sequence, Micros.duration(end - this.group.time.live)));
		}
		return null;
	}

	private HeartbeatAnswer refused(Status status, @Nullable Twin twin) {
		return HeartbeatAnswer.refused(status, twin, this.group.time.live);
	}

	private void join(Bag bag, boolean newBoot) {
		if (this.group.storeId.isEmpty()) {
			this.group.storeId = this.command.proposedStoreId();
		}
		if (this.group.schema == 0) {
			this.group.schema = this.command.schema();
		}
		if (newBoot) {
			GrantRecord grant = this.group.grant;
			if (grant != null && grant.isFor(bag.unit) && !grant.bootId().equals(this.caller.bootId())) {
				this.turns.releaseStale(grant);
			}
			bag.follow(this.caller.bootId(), this.caller.sequence());
		}
		bag.sequence = this.caller.sequence();
		bag.lastSeen = this.group.time.latest();
		bag.busy = this.command.busy();
		bag.draining = this.command.draining();
		bag.schema = this.command.schema();
		bag.callbackIds = List.copyOf(this.command.callbackIds());
		this.group.units.put(bag.unit, this.group.time.live + Micros.of(this.command.policy().leaseDuration()));
	}

	/**
	 * What a unit knows and the store does not has been acknowledged and lost.
	 */
	private @Nullable String detectLoss(@Nullable Bag bag) {
		Known known = this.command.known();
		Running running = known.running();
		if (!known.storeId().isEmpty() && !known.storeId().equals(this.group.storeId)) {
			return "store-id";
		}
		if (running != null && running.token() > this.group.lastToken) {
			return "token";
		}
		boolean expectsBag = bag != null || running != null || known.unfinishedRequests();
		long rev = (bag != null && bag.bootId.equals(this.caller.bootId())) ? bag.rev : 0;
		if (expectsBag && known.rev() > rev) {
			return "rev";
		}
		if (bag == null || !bag.bootId.equals(this.caller.bootId())) {
			return null;
		}
		// Neither a member nor parked: a store that evicts has lost the memberships, and
		// with them who holds rightly.
		if (this.group.units.score(bag.unit) == null && this.group.departed.score(bag.unit) == null) {
			return "units";
		}
		// Told before, by an answer of which the unit knows nothing.
		return (bag.lostRev > 0 && known.rev() <= bag.lostRev) ? "rev" : null;
	}

	private void noteLoss(Bag bag, String lost) {
		Running running = this.command.known().running();
		bag.rev = bag.revisionAfter(Math.max(bag.rev, this.command.known().rev()));
		bag.lostRev = this.command.known().rev();
		this.group.time.quieten(this.command.policy().leaseDuration());
		// A unit starts no token below one that it has started, and the store's clock may
		// be behind as well.
		this.group.lastToken = Math.max(this.group.lastToken, this.command.known().startedToken());
		this.group.changed(Type.STORE_LOST, bag.unit, 0, null, lost);
		if (running != null) {
			this.group.lastToken = Math.max(this.group.lastToken, running.token());
			if (this.group.grant == null) {
				this.group.grant = new GrantRecord(bag.unit, bag.bootId, running.operationId(), running.token(),
						this.group.time.stamp(), 0);
			}
		}
	}

	private HeartbeatAnswer answer(Bag bag, boolean work, boolean lost) {
		GrantRecord grant = this.group.grant;
		Held held = (grant != null && grant.belongsTo(this.caller)) ? this.turns.held(grant) : null;
		Lease lease = this.group.liveLease();
		return new HeartbeatAnswer(Status.MEMBER, null, this.group.time.live, (lease != null) ? lease.unit() : null,
				(lease != null) ? lease.term() : 0, lease != null && lease.belongsTo(this.caller),
				this.leadership.silence(lease), this.group.lastToken, held, this.group.storeId, bag.rev,
				this.group.schema, lost, work, this.group.nextDue(), List.copyOf(this.group.changes));
	}

}
