package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be said of a round.
 *
 * @param violations what may not have happened
 * @param measures figures by name; those that begin with "longest" are no sums
 * @param rows the faults by kind
 * @param notes what a reader may want to look at
 */
record Verdict(List<Violation> violations, Map<String, Long> measures, List<FaultRow> rows, List<String> notes) {

	/** The verdict on this round and another one. */
	Verdict and(Verdict other) {
		List<Violation> violations = new ArrayList<>(this.violations);
		violations.addAll(other.violations);
		Map<String, Long> measures = new TreeMap<>(this.measures);
		other.measures
			.forEach((name, value) -> measures.merge(name, value, name.startsWith("longest") ? Math::max : Long::sum));
		Map<String, FaultRow> rows = new TreeMap<>();
		this.rows.forEach((row) -> rows.put(row.kind(), row));
		other.rows.forEach((row) -> rows.merge(row.kind(), row, FaultRow::and));
		List<String> notes = new ArrayList<>(this.notes);
		notes.addAll(other.notes);
		return new Verdict(violations, measures, List.copyOf(rows.values()), notes);
	}

}
