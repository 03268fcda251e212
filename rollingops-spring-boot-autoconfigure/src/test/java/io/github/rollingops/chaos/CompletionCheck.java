package io.github.rollingops.chaos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.rollingops.chaos.Fact.What;

/**
 * No completion hangs: a process that was spared to the end has heard of each operation
 * that it had requested of itself, and what it heard is what became of the operation.
 * That the process stops is an answer only where it was told to stop. Where the store
 * loses acknowledged writes, what was heard may be what was lost.
 */
final class CompletionCheck implements Check {

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		Map<String, Fact> heard = new HashMap<>();
		for (Fact fact : round.facts(What.COMPLETED)) {
			heard.putIfAbsent(fact.life() + " " + fact.operation(), fact);
			Accepted operation = round.operation(fact.operation());
			boolean stopped = fact.detail().equals("STOPPED");
			if (stopped) {
				findings.violatedUnless(round.life(fact.life()).first(What.STOPPING) != null, fact.at(),
						"%s was told of %s that it stops", fact.life(), fact.operation());
			}
			else if (operation != null && !rules.loses()) {
				List<String> fates = operation.fates();
				findings.violatedUnless(fates.contains(fact.detail()), fact.at(),
						"%s was told '%s' of %s, which became %s", fact.life(), fact.detail(), operation, fates);
			}
		}
		for (Fact fact : round.facts(What.ASKED)) {
			Life life = round.life(fact.life());
			if (fact.unit().equals(life.unit()) && life.wasSpared()
					&& Details.text(Details.of(fact), "status").equals("ENQUEUED")) {
				findings.violatedUnless(heard.containsKey(fact.life() + " " + fact.operation()), fact.at(),
						"%s never heard of the end of %s", fact.life(), fact.operation());
			}
		}
	}

	@Override
	public boolean outlivesLosses() {
		return true;
	}

}
