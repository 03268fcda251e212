package io.github.rollingops.benchmarks.peers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The turns of a whole roll, in the order in which they began.
 *
 * @param turns the turns; the first one is that of the client that held the turn while
 * the others asked
 */
record Roll(List<Turn> turns) {

	Roll {
		turns = turns.stream().sorted(Comparator.comparingLong(Turn::start)).toList();
		for (int i = 1; i < turns.size(); i++) {
			if (turns.get(i).start() < turns.get(i - 1).end()) {
				throw new IllegalStateException("Two had the turn: " + turns.get(i - 1) + " and " + turns.get(i));
			}
		}
		if (turns.stream().map(Turn::client).distinct().count() != turns.size()) {
			throw new IllegalStateException("A client had two turns: " + turns);
		}
	}

	/** From the end of each body to the start of the next, in nanoseconds. */
	List<Long> handOvers() {
		List<Long> handOvers = new ArrayList<>();
		for (int i = 1; i < this.turns.size(); i++) {
			handOvers.add(this.turns.get(i).start() - this.turns.get(i - 1).end());
		}
		return handOvers;
	}

	/** How many turns were taken while a client waited that had asked before. */
	long outOfOrder() {
		long count = 0;
		long oldestLeft = Long.MAX_VALUE;
		for (int i = this.turns.size() - 1; i >= 0; i--) {
			long asked = this.turns.get(i).asked();
			if (asked > oldestLeft) {
				count++;
			}
			oldestLeft = Math.min(oldestLeft, asked);
		}
		return count;
	}

}
