package io.github.rollingops.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.github.rollingops.GroupSnapshot;
import io.github.rollingops.Operation;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.Trouble;
import io.github.rollingops.UnitSnapshot;

/**
 * The figures of a group that are read when somebody looks. What concerns the whole group
 * is told by its leader only: a snapshot costs work in proportion to the number of units,
 * and all would tell the same.
 */
final class GroupFigures {

	private static final double NANOS = 1e9;

	private final RollingOpsGroup group;

	private final GroupWatch watch;

	private final Snapshots snapshots;

	GroupFigures(RollingOpsGroup group, GroupWatch watch, Snapshots snapshots) {
		this.group = group;
		this.watch = watch;
		this.snapshots = snapshots;
	}

	double leading() {
		return (this.watch.isLeading() && isMember()) ? 1 : 0;
	}

	double holding() {
		return (this.watch.isHolding() && isMember()) ? 1 : 0;
	}

	double leaderless() {
		return isMember() ? seconds(this.watch.leaderless()) : Double.NaN;
	}

	double queue() {
		return this.watch.queue().length();
	}

	/**
	 * One that has only just begun is none the less there.
	 */
	double trouble(Trouble.Kind kind) {
		return troubles().stream()
			.filter((trouble) -> trouble.kind() == kind)
			.mapToDouble((trouble) -> Math.max(0.001, seconds(trouble.lasting())))
			.max()
			.orElse(0);
	}

	double groupQueue() {
		return ofGroup((snapshot) -> snapshot.units().stream().mapToInt((unit) -> unit.queue().size()).sum());
	}

	double groupOldest() {
		return ofGroup((snapshot) -> snapshot.units()
			.stream()
			.flatMap((unit) -> unit.queue().operations().stream())
			.map(Operation::requestedAt)
			.min(Comparator.naturalOrder())
			.map((oldest) -> since(oldest, snapshot))
			.orElse(0.0));
	}

	double groupTurn() {
		return ofGroup((snapshot) -> snapshot.grants()
			.stream()
			.map((grant) -> since(grant.since(), snapshot))
			.max(Comparator.naturalOrder())
			.orElse(0.0));
	}

	double groupSilence() {
		return ofGroup((snapshot) -> snapshot.units()
			.stream()
			.filter((unit) -> unit.status() != UnitSnapshot.Status.NOT_READY)
			.mapToDouble((unit) -> silence(unit, snapshot))
			.max()
			.orElse(0));
	}

	private static double silence(UnitSnapshot unit, GroupSnapshot snapshot) {
		Instant lastSeen = unit.lastSeen();
		return (lastSeen != null) ? since(lastSeen, snapshot) : 0;
	}

	double groupUnits(UnitSnapshot.Status status) {
		return ofGroup((snapshot) -> snapshot.units().stream().filter((unit) -> unit.status() == status).count());
	}

	private double ofGroup(ToDoubleFunction<GroupSnapshot> figure) {
		GroupSnapshot snapshot = (leading() == 1) ? this.snapshots.of(this.group.name()) : null;
		return (snapshot != null) ? figure.applyAsDouble(snapshot) : Double.NaN;
	}

	private boolean isMember() {
		return troubles().stream().noneMatch((trouble) -> trouble.kind() == Trouble.Kind.NOT_JOINED);
	}

	private List<Trouble> troubles() {
		return this.group.troubles();
	}

	private static double since(Instant instant, GroupSnapshot snapshot) {
		return Math.max(0, seconds(Duration.between(instant, snapshot.takenAt())));
	}

	private static double seconds(Duration duration) {
		return duration.toNanos() / NANOS;
	}

}
