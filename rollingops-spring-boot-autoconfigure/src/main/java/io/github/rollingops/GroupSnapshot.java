package io.github.rollingops;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A group, consistent at one instant.
 *
 * @param group the name of the group
 * @param takenAt the instant, by the group's clock
 * @param leader the unit that schedules, or {@code null} if there is none
 * @param term the number of the leadership; grows with each change
 * @param grants who holds the lock, oldest first
 * @param units the units, live and departed, sorted by name
 * @param explanations why each unit stands where it stands, in the order of the units, as
 * far as the process that took the snapshot can tell
 * @since 0.1.0
 */
public record GroupSnapshot(String group, Instant takenAt, @Nullable String leader, long term, List<Grant> grants,
		List<UnitSnapshot> units, List<Explanation> explanations) {

	/**
	 * Return the unit of the given name.
	 * @param name the name of the unit
	 * @return the unit, or {@code null} if the group has none of that name
	 */
	public @Nullable UnitSnapshot unit(String name) {
		return this.units.stream().filter((unit) -> unit.unit().equals(name)).findFirst().orElse(null);
	}

	/**
	 * Return why a unit stands where it stands.
	 * @param name the name of the unit
	 * @return the explanation, or {@code null} if the group has no unit of that name
	 */
	public @Nullable Explanation explanation(String name) {
		return this.explanations.stream().filter((candidate) -> name.equals(candidate.unit())).findFirst().orElse(null);
	}

	/**
	 * The lock in somebody's hands.
	 *
	 * @param unit the holder
	 * @param bootId the life of the holder to which it was given
	 * @param operationId the operation for which it was given
	 * @param fencingToken the token of the grant
	 * @param since when it was given, by the group's clock
	 */
	public record Grant(String unit, String bootId, String operationId, long fencingToken, Instant since) {
	}

}
