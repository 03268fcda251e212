package io.github.rollingops.chaos;

import java.util.HashMap;
import java.util.Map;

import io.github.rollingops.chaos.Fact.What;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request is answered truly: repeated, it names the same operation for each unit; a
 * duplicate is one of an operation of that unit that was there when the request was sent
 * for the last time, has the same callback and kwargs, and did not run under a grant that
 * held all the while.
 */
final class RequestCheck implements Check {

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		Map<String, Fact> asking = new HashMap<>();
		Map<String, Fact> firstAsking = new HashMap<>();
		Map<String, Fact> answers = new HashMap<>();
		for (Fact fact : round.facts()) {
			if (fact.what() == What.ASKING) {
				String request = Details.text(Details.of(fact), "request");
				asking.put(request, fact);
				firstAsking.putIfAbsent(request, fact);
			}
			else if (fact.what() == What.ASKED && !fact.operation().isEmpty()) {
				JsonNode detail = Details.of(fact);
				String request = Details.text(detail, "request");
				Fact before = answers.putIfAbsent(request + " " + fact.unit(), fact);
				findings.violatedUnless(before == null || before.operation().equals(fact.operation()), fact.at(),
						"request %s to unit %s was answered with %s and with %s", request, fact.unit(), before, fact);
				if (Details.text(detail, "status").equals("DUPLICATE")) {
					duplicate(round, rules, fact, asking.get(request), firstAsking.get(request), findings);
				}
			}
		}
	}

	private static void duplicate(Round round, RoundRules rules, Fact answer, @Nullable Fact asking,
			@Nullable Fact firstAsking, Findings findings) {
		Accepted twin = round.operation(answer.operation());
		if (twin == null) {
			findings.violated(answer.at(), "%s names an operation that nobody accepted", answer);
			return;
		}
		if (asking == null || firstAsking == null) {
			findings.violated(answer.at(), "%s answers what nobody asked", answer);
			return;
		}
		findings.count("duplicates");
		long stall = rules.allowance().toNanos();
		boolean sure = asking.equals(firstAsking);
		findings.violatedUnless(twin.unit().equals(answer.unit()) && twin.since() <= answer.at() + stall, answer.at(),
				"%s names %s", answer, twin);
		findings.violatedUnless(twin.endedAt() >= firstAsking.at() - stall, answer.at(),
				"%s names an operation that had ended", answer);
		if (sure) {
			for (Run run : twin.runs()) {
				Fact valid = run.lastValid();
				findings.violatedUnless(valid == null || run.startedAt() > asking.at() || valid.at() < answer.at(),
						answer.at(), "%s names what ran under a grant all the while: %s", answer, run);
			}
		}
	}

}
