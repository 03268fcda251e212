package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A queue is one: a unit begins its operations in the order of their acceptance, and none
 * before the one in front of it has ended, even while that one waits to be tried again.
 */
final class UnitOrderCheck implements Check {

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		Map<String, List<Run>> byUnit = new TreeMap<>();
		for (Run run : round.runs()) {
			byUnit.computeIfAbsent(run.group() + " " + run.unit(), (key) -> new ArrayList<>()).add(run);
		}
		for (List<Run> runs : byUnit.values()) {
			// A start that was delayed by a suspension is written late; tokens are not.
			runs.sort(Comparator.comparingLong(Run::token));
			judge(runs, findings);
		}
		neverBegun(round, findings);
	}

	private static void judge(List<Run> runs, Findings findings) {
		Set<String> begun = new HashSet<>();
		Run before = null;
		for (Run run : runs) {
			if (before != null && !before.operation().equals(run.operation())) {
				findings.violatedUnless(!begun.contains(run.operation()), run.startedAt(),
						"%s came again after the %s, which began before it had ended", run, before);
				findings.violatedUnless(before.requestedAt().isBefore(run.requestedAt()), run.startedAt(),
						"%s, requested at %s, follows the %s, requested at %s", run, run.requestedAt(), before,
						before.requestedAt());
			}
			begun.add(run.operation());
			before = run;
		}
	}

	/** What never began has not been overtaken either, unless it was dropped first. */
	private static void neverBegun(Round round, Findings findings) {
		Map<String, Accepted> waiting = new TreeMap<>();
		for (Accepted operation : round.operations()) {
			if (operation.wasLeft() && operation.runs().isEmpty() && operation.requested() != null) {
				waiting.merge(operation.group() + " " + operation.unit(), operation,
						(one, other) -> (one.requested().id().compareTo(other.requested().id()) < 0) ? one : other);
			}
		}
		for (Accepted operation : round.operations()) {
			Accepted older = waiting.get(operation.group() + " " + operation.unit());
			if (older != null && !operation.runs().isEmpty() && operation.requested() != null) {
				findings.violatedUnless(operation.requested().id().compareTo(older.requested().id()) < 0,
						operation.runs().get(0).startedAt(), "%s began while the older %s never did", operation, older);
			}
		}
	}

}
