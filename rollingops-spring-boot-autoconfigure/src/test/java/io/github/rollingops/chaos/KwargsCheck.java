package io.github.rollingops.chaos;

import java.util.HashMap;
import java.util.Map;

import io.github.rollingops.chaos.Fact.What;
import tools.jackson.databind.JsonNode;

/**
 * What comes in comes out: each run had the callback and the kwargs that were asked for,
 * as JSON values, with every digit of every number.
 */
final class KwargsCheck implements Check {

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		Map<String, JsonNode> asking = new HashMap<>();
		for (Fact fact : round.facts(What.ASKING)) {
			JsonNode detail = Details.of(fact);
			asking.putIfAbsent(Details.text(detail, "request"), detail);
		}
		for (Run run : round.runs()) {
			Accepted operation = round.operation(run.operation());
			JsonNode asked = (operation != null && operation.request() != null) ? asking.get(operation.request())
					: asking.get(Details.text(run.kwargs(), "ask"));
			if (asked != null) {
				JsonNode kwargs = Details.json(asked, "kwargs");
				findings.violatedUnless(Details.same(kwargs, run.kwargs()), run.startedAt(), "%s had %s instead of %s",
						run, run.kwargs(), kwargs);
				findings.violatedUnless(Details.text(asked, "callback").equals(run.callback()), run.startedAt(),
						"%s should have been of %s", run, Details.text(asked, "callback"));
			}
		}
		duplicates(round, asking, findings);
	}

	/** A duplicate stands for its twin, so it had better be the same. */
	private static void duplicates(Round round, Map<String, JsonNode> asking, Findings findings) {
		for (Fact fact : round.facts(What.ASKED)) {
			JsonNode detail = Details.of(fact);
			Accepted twin = round.operation(fact.operation());
			JsonNode one = asking.get(Details.text(detail, "request"));
			JsonNode other = (twin != null && twin.request() != null) ? asking.get(twin.request()) : null;
			if (Details.text(detail, "status").equals("DUPLICATE") && one != null && other != null) {
				findings.violatedUnless(
						Details.same(Details.json(one, "kwargs"), Details.json(other, "kwargs"))
								&& Details.text(one, "callback").equals(Details.text(other, "callback")),
						fact.at(), "%s is called a duplicate of %s", one, other);
			}
		}
	}

	@Override
	public boolean outlivesLosses() {
		return true;
	}

}
