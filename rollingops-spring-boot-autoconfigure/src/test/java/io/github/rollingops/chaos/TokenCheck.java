package io.github.rollingops.chaos;

import java.util.HashMap;
import java.util.Map;

/**
 * No token is started twice, by nobody; the tokens that a unit starts increase; and those
 * of a group do in the order of the starts. The last is judged only of runs that are
 * known to have begun under their grant: a process that is suspended between its last
 * look at the clock and the call of the callback comes late, and knows.
 */
final class TokenCheck implements Check {

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		for (String group : round.groups()) {
			judge(round, group, rules, findings);
		}
	}

	private static void judge(Round round, String group, RoundRules rules, Findings findings) {
		Map<Long, Run> byToken = new HashMap<>();
		Map<String, Run> byUnit = new HashMap<>();
		Run highest = null;
		for (Run run : round.runs(group)) {
			Run twin = byToken.putIfAbsent(run.token(), run);
			findings.violatedUnless(twin == null, run.startedAt(), "%s is the second one after the %s", run, twin);
			Run before = byUnit.put(run.unit(), run);
			findings.violatedUnless(before == null || before.token() < run.token(), run.startedAt(),
					"%s follows the %s of the same unit", run, before);
			if (run.lastValid() == null || rules.loses()) {
				continue;
			}
			findings.violatedUnless(highest == null || highest.token() < run.token(), run.startedAt(),
					"%s began under its grant after the %s", run, highest);
			highest = (highest == null || highest.token() < run.token()) ? run : highest;
		}
	}

	@Override
	public boolean outlivesLosses() {
		return true;
	}

}
