package io.github.rollingops.sample.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.github.rollingops.OperationResult;
import io.github.rollingops.sample.report.UnitReport.TurnEnded;
import io.github.rollingops.sample.report.UnitReport.TurnStarted;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the turns of an operation that was requested on all units, and judges them:
 * each unit ran it once, and no two turns overlapped.
 * <p>
 * A turn that ended with its unit's process does not count as a run, since the operation
 * is due again when the unit is back; it must not overlap with others all the same.
 */
class Rollout {

	private final String operation;

	private final Set<String> units;

	private final Map<String, TurnStarted> running = new HashMap<>();

	private final List<Turn> turns = new ArrayList<>();

	private Instant requestedAt = Instant.MIN;

	Rollout(String operation, Set<String> units) {
		this.operation = operation;
		this.units = new TreeSet<>(units);
	}

	/**
	 * Note that the operation is being requested. Runs that began before answer earlier
	 * requests, which a Redis that outlives the sample has kept.
	 */
	void requested(Instant at) {
		this.requestedAt = at;
	}

	void started(String unit, TurnStarted start) {
		this.running.put(unit, start);
	}

	Optional<Turn> ended(String unit, TurnEnded end) {
		return end(unit, end.at(), end.result(), end.documents());
	}

	/**
	 * Note that the process of a unit is gone.
	 * @param unit the unit
	 * @param at when it was found to be gone
	 * @return the turn that ended with it, if there is one
	 */
	Optional<Turn> died(String unit, Instant at) {
		return end(unit, at, null, 0);
	}

	private Optional<Turn> end(String unit, Instant at, @Nullable OperationResult result, int documents) {
		TurnStarted start = this.running.remove(unit);
		if (start == null) {
			return Optional.empty();
		}
		Turn turn = new Turn(unit, start.operation(), start.at(), at, result, documents);
		this.turns.add(turn);
		return Optional.of(turn);
	}

	/**
	 * Return whether every unit has done what was asked of it.
	 */
	boolean isComplete() {
		return this.running.isEmpty()
				&& this.units.stream().allMatch((unit) -> runs(unit).stream().anyMatch(Rollout::isReleased));
	}

	/**
	 * Judge the turns so far.
	 * @return what is wrong with them, in words; nothing if the roll was as it must be
	 */
	List<String> faults() {
		List<String> faults = new ArrayList<>();
		this.running.keySet().stream().sorted().map((unit) -> unit + " has not ended its turn").forEach(faults::add);
		for (String unit : this.units) {
			List<Turn> runs = runs(unit);
			if (runs.size() != 1) {
				faults.add("%s ran %s %d times instead of once".formatted(unit, this.operation, runs.size()));
			}
			else if (!isReleased(runs.get(0))) {
				faults.add("%s did not get %s done".formatted(unit, this.operation));
			}
		}
		faults.addAll(overlaps());
		return faults;
	}

	private List<String> overlaps() {
		List<String> overlaps = new ArrayList<>();
		List<Turn> ordered = this.turns.stream().sorted(Comparator.comparing(Turn::start)).toList();
		for (int later = 1; later < ordered.size(); later++) {
			for (Turn earlier : ordered.subList(0, later)) {
				Duration overlap = earlier.overlapWith(ordered.get(later));
				if (overlap.compareTo(Duration.ZERO) > 0) {
					overlaps.add("%s and %s overlapped by %.3f ms".formatted(earlier.unit(), ordered.get(later).unit(),
							overlap.toNanos() / 1e6));
				}
			}
		}
		return overlaps;
	}

	private List<Turn> runs(String unit) {
		return this.turns.stream()
			.filter((turn) -> turn.unit().equals(unit))
			.filter((turn) -> turn.operation().equals(this.operation))
			.filter((turn) -> !turn.start().isBefore(this.requestedAt))
			.filter((turn) -> turn.result() != null)
			.toList();
	}

	private static boolean isReleased(Turn turn) {
		return turn.result() == OperationResult.RELEASE;
	}

}
