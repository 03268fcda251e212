package io.github.rollingops.sample.page;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Puts together what the page shows.
 */
@Component
class FleetStates {

	private static final String UNKNOWN = "NOT_READY";

	private static final String NO_INTENT = "idle";

	private final LocalFleet fleet;

	private final GroupObserver observer;

	private final SearchCounters searches;

	FleetStates(LocalFleet fleet, GroupObserver observer, SearchCounters searches) {
		this.fleet = fleet;
		this.observer = observer;
		this.searches = searches;
	}

	FleetState current() {
		GroupState group = this.observer.group();
		List<FleetState.Unit> units = this.fleet.units().stream().map((unit) -> describe(unit, group)).toList();
		String leader = (group != null) ? group.leader() : null;
		long term = (group != null) ? group.term() : 0;
		List<GroupState.Grant> grants = (group != null) ? group.grants() : List.of();
		List<GroupState.Change> happened = (group != null) ? group.history().entries() : List.of();
		return new FleetState(Instant.now(), this.fleet.redis(), this.observer.isReachable(), leader, term, grants,
				units, this.fleet.turns(), happened, this.searches.current());
	}

	private FleetState.Unit describe(LocalFleet.Unit unit, @Nullable GroupState group) {
		UnitHealth health = this.observer.healthOf(unit.name());
		GroupState.Unit member = memberOf(group, unit.name());
		if (group == null || member == null) {
			return new FleetState.Unit(unit.name(), unit.pid(), unit.process(), unit.port(), unit.accepting(), UNKNOWN,
					NO_INTENT, false, false, null, null, null, null, unit.documents(), 0, health, null, List.of(),
					List.of());
		}
		return new FleetState.Unit(unit.name(), unit.pid(), unit.process(), unit.port(), unit.accepting(),
				member.status(), member.intent(), member.busy(), member.draining(), member.lastSeen(), member.bootId(),
				member.executedAt(), member.retryDueAt(group.takenAt()), unit.documents(), member.setAside(), health,
				member.explanation(), member.steps(), member.queue());
	}

	private static GroupState.@Nullable Unit memberOf(@Nullable GroupState group, String name) {
		if (group == null) {
			return null;
		}
		return group.units().stream().filter((unit) -> unit.name().equals(name)).findFirst().orElse(null);
	}

}
