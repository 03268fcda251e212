package io.github.rollingops.databag.memory;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.ScheduleAnswer;
import io.github.rollingops.databag.ScheduleCommand;
import org.jspecify.annotations.Nullable;

/**
 * See departed units off, release stale grants, promote due retries, and grant the lock
 * while it is free.
 */
final class ScheduleStep {

	private static final int MAX_DEPARTURES = 100;

	private static final int MAX_COLLECTED = 16;

	private static final Duration EMPTY_RETENTION = Duration.ofHours(1);

	private final GroupData group;

	private final ScheduleCommand command;

	private final Departures departures;

	private final Queues queues;

	private final Places places;

	private final Turns turns;

	ScheduleStep(GroupData group, ScheduleCommand command) {
		this.group = group;
		this.command = command;
		this.departures = new Departures(group);
		this.queues = new Queues(group);
		this.places = new Places(group);
		this.turns = new Turns(group, this.places);
	}

	ScheduleAnswer take() {
		Lease lease = this.group.liveLease();
		if (lease == null || !lease.belongsTo(this.command.caller()) || lease.term() != this.command.term()) {
			return new ScheduleAnswer(false, null, List.of());
		}
		this.group.policy = this.command.policy();
		this.group.policyTerm = this.command.term();
		this.group.workSince = 0;
		raiseSchema();
		seeOff();
		GrantRecord grant = this.group.grant;
		if (grant != null && !this.group.isLive(grant.unit())) {
			this.turns.releaseStale(grant);
		}
		collect();
		this.turns.next();
		return new ScheduleAnswer(true, this.group.nextDue(), List.copyOf(this.group.changes));
	}

	private void raiseSchema() {
		boolean known = this.group.members().stream().map(this.group.bags::get).allMatch(this::knowsSchema);
		if (known && this.command.schema() > this.group.schema) {
			this.group.schema = this.command.schema();
		}
	}

	private boolean knowsSchema(@Nullable Bag bag) {
		return bag != null && bag.schema >= this.command.schema();
	}

	private void seeOff() {
		for (String unit : this.group.units.upTo(this.group.time.live, MAX_DEPARTURES)) {
			this.group.units.remove(unit);
			this.group.changed(Type.DEPARTED, unit, 0, null, "");
			this.places.place(unit);
		}
	}

	/**
	 * Remove what departed units left behind, a while after their departure.
	 */
	private void collect() {
		long live = this.group.time.live;
		long emptyBefore = live - Micros.of(EMPTY_RETENTION);
		long queuedBefore = live - Micros.of(this.command.policy().departedRetention());
		List<String> collectable = this.group.departed.upTo(Math.max(emptyBefore, queuedBefore), Integer.MAX_VALUE)
			.stream()
			.filter((unit) -> departedBy(unit, this.group.heads.containsKey(unit) ? queuedBefore : emptyBefore))
			.limit(MAX_COLLECTED)
			.toList();
		for (String unit : collectable) {
			collect(unit, queuedBefore);
		}
	}

	/**
	 * A store that evicts may have lost the head of a queue and nothing else.
	 */
	private void collect(String unit, long queuedBefore) {
		Bag bag = this.group.bags.get(unit);
		boolean hasHead = this.group.heads.containsKey(unit);
		if (bag == null || (!hasHead && this.queues.read(bag).isEmpty())) {
			this.departures.forget(unit, bag);
		}
		else if (departedBy(unit, queuedBefore)) {
			this.departures.empty(bag);
		}
		else {
			this.places.refresh(bag);
		}
	}

	private boolean departedBy(String unit, long time) {
		Long departedAt = this.group.departed.score(unit);
		return departedAt != null && departedAt <= time;
	}

}
