package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.rollingops.chaos.Fact.What;

/**
 * A fault that was injected.
 *
 * @param begin its begin
 * @param endedAt when all that it took away was there again; its begin if nobody said so
 */
record Fault(Fact begin, long endedAt) {

	private static final String MISSED = "(missed)";

	String kind() {
		return this.begin.detail().split("\\s", 2)[0];
	}

	long beganAt() {
		return this.begin.at();
	}

	/** The only unit that is hit, empty if it is the store, or all. */
	String unit() {
		return this.begin.unit();
	}

	boolean isOfStore() {
		return unit().isEmpty();
	}

	Span span() {
		return new Span(beganAt(), this.endedAt);
	}

	@Override
	public String toString() {
		return this.begin.detail();
	}

	/**
	 * The faults in the order of their begins; those that waited for something that never
	 * came are none.
	 */
	static List<Fault> of(List<Fact> facts) {
		Map<String, Long> ends = new HashMap<>();
		Set<String> missed = new HashSet<>();
		for (Fact fact : facts) {
			if (fact.what() == What.FAULT_ENDS) {
				ends.put(fact.operation(), fact.at());
				if (fact.detail().endsWith(MISSED)) {
					missed.add(fact.operation());
				}
			}
		}
		List<Fault> faults = new ArrayList<>();
		for (Fact fact : facts) {
			if (fact.what() == What.FAULT_BEGINS && !missed.contains(fact.operation())) {
				faults.add(new Fault(fact, Math.max(fact.at(), ends.getOrDefault(fact.operation(), fact.at()))));
			}
		}
		return faults;
	}

}
