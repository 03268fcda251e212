package io.github.rollingops.chaos;

import java.util.List;

/**
 * No two units of a group are inside a callback while their grants hold. A run is known
 * to have held its grant from its start to the last time at which it was asked for, taken
 * before the asking: a grant that is lost never comes back. What a run does after that is
 * its own affair, and a run that never asked proves nothing.
 * <p>
 * Where the store loses acknowledged writes, overlaps are counted.
 */
final class ExclusionCheck implements Check {

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		for (String group : round.groups()) {
			judge(round.runs(group), rules, findings);
		}
	}

	private static void judge(List<Run> runs, RoundRules rules, Findings findings) {
		Run latest = null;
		for (Run run : runs) {
			Fact valid = run.lastValid();
			if (valid == null) {
				continue;
			}
			findings.judged();
			if (latest != null && latest.lastValid().at() > run.startedAt()) {
				findings.count("overlaps");
				if (!rules.loses()) {
					findings.violated(run.startedAt(), "%s began %d us before the %s had its grant for the last time",
							run, (latest.lastValid().at() - run.startedAt()) / 1000, latest);
				}
			}
			if (latest == null || latest.lastValid().at() < valid.at()) {
				latest = run;
			}
		}
	}

	@Override
	public boolean outlivesLosses() {
		return true;
	}

}
