package io.github.rollingops.engine;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.UnitDatabag;
import org.jspecify.annotations.Nullable;

/**
 * In which order those who wait would have their turns if every operation were done at
 * its first run and nobody asked for anything meanwhile. It picks as the store does; so
 * an operation whose unit has older ones counts those, and not only the other units.
 */
final class Line {

	/**
	 * The place of what is not in line.
	 */
	static final int NOWHERE = -1;

	/** By unit, the place of each operation of its queue. */
	private final Map<String, int[]> places = new HashMap<>();

	private int length;

	Line(GroupDatabag databag) {
		PriorityQueue<Candidate> candidates = new PriorityQueue<>();
		for (UnitDatabag unit : databag.units()) {
			Candidate first = first(unit, databag.grant());
			if (first != null) {
				int[] nowhere = new int[first.operations.size()];
				Arrays.fill(nowhere, NOWHERE);
				this.places.put(unit.unit(), nowhere);
				candidates.add(first);
			}
		}
		for (Candidate next = candidates.poll(); next != null; next = candidates.poll()) {
			this.length++;
			Objects.requireNonNull(this.places.get(next.unit))[next.index] = this.length;
			Candidate following = request(next.unit, next.operations, next.index + 1);
			if (following != null) {
				candidates.add(following);
			}
		}
	}

	/**
	 * Return how many turns it takes until an operation has its own, 1 being the next
	 * one.
	 * @param unit the unit
	 * @param index where the operation stands in the unit's queue
	 */
	int place(String unit, int index) {
		int[] places = this.places.get(unit);
		return (places != null && index < places.length) ? places[index] : NOWHERE;
	}

	int length() {
		return this.length;
	}

	private static @Nullable Candidate first(UnitDatabag unit, @Nullable Grant grant) {
		List<Operation> operations = unit.queue().operations();
		if (!unit.live()) {
			return null;
		}
		if (grant != null && grant.unit().equals(unit.unit())) {
			boolean runsHead = !operations.isEmpty() && operations.get(0).id().equals(grant.operationId());
			return unit.draining() ? null : request(unit.unit(), operations, runsHead ? 1 : 0);
		}
		if (!waits(unit)) {
			return null;
		}
		return switch (unit.intent()) {
			case RETRY_HOLD -> retry(Rank.LOST_HOLD, unit, operations);
			case IDLE, REQUEST -> request(unit.unit(), operations, 0);
			case RETRY_RELEASE -> retry(Rank.RETRY, unit, operations);
		};
	}

	/**
	 * What is due is moved to the others before one is picked.
	 */
	private static boolean waits(UnitDatabag unit) {
		return switch (unit.place()) {
			case REQUESTS, RETRIES -> true;
			case DELAYED -> unit.dueIn().isZero();
			case NONE, PARKED, GRANTED -> false;
		};
	}

	private static @Nullable Candidate retry(Rank rank, UnitDatabag unit, List<Operation> operations) {
		Instant executedAt = Objects.requireNonNullElse(unit.executedAt(), Instant.EPOCH);
		return operations.isEmpty() ? null : new Candidate(rank, executedAt, unit.unit(), operations, 0);
	}

	private static @Nullable Candidate request(String unit, List<Operation> operations, int index) {
		return (index < operations.size())
				? new Candidate(Rank.REQUEST, operations.get(index).requestedAt(), unit, operations, index) : null;
	}

	/**
	 * Who comes before whom, whatever the time.
	 */
	private enum Rank {

		LOST_HOLD, REQUEST, RETRY

	}

	/**
	 * A unit's operation that could have the next turn.
	 *
	 * @param rank what decides first
	 * @param since what decides between those of a rank
	 * @param unit what decides where that ties
	 * @param operations the queue
	 * @param index where the operation stands in it
	 */
	private record Candidate(Rank rank, Instant since, String unit, List<Operation> operations,
			int index) implements Comparable<Candidate> {

		private static final Comparator<Candidate> ORDER = Comparator.comparing(Candidate::rank)
			.thenComparing(Candidate::since)
			.thenComparing(Candidate::unit);

		@Override
		public int compareTo(Candidate other) {
			return ORDER.compare(this, other);
		}

	}

}
