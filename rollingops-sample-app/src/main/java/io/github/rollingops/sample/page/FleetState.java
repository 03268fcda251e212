package io.github.rollingops.sample.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * All that the page shows. The names are what its scripts read.
 *
 * @param at when it was put together
 * @param redis the Redis that the units use
 * @param reachable whether a unit has told the group's state lately; if not, it is what
 * was told last
 * @param leader the unit that schedules
 * @param term the number of its leadership
 * @param grants who holds the lock
 * @param units all units, sorted by name
 * @param turns the latest turns, the oldest first
 * @param happened the latest changes, the newest first
 * @param searches how the searches fare
 */
record FleetState(Instant at, LocalFleet.Redis redis, boolean reachable, @Nullable String leader, long term,
		List<GroupState.Grant> grants, List<Unit> units, List<LocalFleet.Turn> turns, List<GroupState.Change> happened,
		Searches searches) {

	/**
	 * Return whether another state differs from this one in more than its time.
	 */
	boolean showsSameAs(FleetState other) {
		return equals(new FleetState(this.at, other.redis, other.reachable, other.leader, other.term, other.grants,
				other.units, other.turns, other.happened, other.searches));
	}

	/**
	 * A unit: first what the launcher knows of its process, then what the group knows.
	 */
	record Unit(String name, @Nullable Long pid, LocalFleet.ProcessState process, @Nullable Integer port,
			boolean accepting, String status, String intent, boolean busy, boolean draining, @Nullable Instant lastSeen,
			@Nullable String bootId, @Nullable Instant executedAt, @Nullable Instant retryDueAt, int documents,
			int setAside, UnitHealth health, GroupState.@Nullable Explanation explanation, List<GroupState.Step> steps,
			List<GroupState.Entry> queue) {
	}

	/**
	 * How the searches fare.
	 *
	 * @param rate how many are made in a second
	 * @param answered how many were answered
	 * @param failed how many were answered by no unit
	 * @param retried how often a unit was passed over that did not answer
	 * @param byUnit how many each unit answered
	 */
	record Searches(int rate, long answered, long failed, long retried, Map<String, Long> byUnit) {
	}

}
