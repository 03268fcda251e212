package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.rollingops.chaos.Fact.What;

/**
 * Judges what a round's processes wrote down, by nothing but that. A check that found
 * nothing to judge is a violation too: no facts, no proof.
 */
final class Judge {

	private static final List<Check> CHECKS = List.of(new ExclusionCheck(), new TokenCheck(), new FateCheck(),
			new RequestCheck(), new UnitOrderCheck(), new FleetOrderCheck(), new AttemptCheck(), new ProgressCheck(),
			new FinishCheck(), new InterruptionCheck(), new StoppingCheck(), new KeyCheck(), new CompletionCheck(),
			new KwargsCheck(), new LossCheck());

	private Judge() {
	}

	static Verdict judge(List<Fact> facts, RoundRules rules) {
		Round round = new Round(facts);
		List<Violation> violations = new ArrayList<>();
		Map<String, Long> measures = new TreeMap<>();
		List<String> notes = new ArrayList<>();
		for (Check check : CHECKS) {
			if (rules.loses() ? !check.outlivesLosses() : check.isAboutLosses()) {
				continue;
			}
			Findings findings = new Findings(check.name());
			check.judge(round, rules, findings);
			if (findings.howManyJudged() == 0 && !check.isAboutRareThings()
					&& !rules.unproven().contains(check.name())) {
				findings.violated(round.end(), "no evidence: nothing was there to be judged");
			}
			violations.addAll(findings.violations());
			measures.putAll(findings.measures());
			notes.addAll(findings.notes());
		}
		measures.put("faults", (long) round.faults().size());
		if (round.faults().isEmpty()) {
			violations.add(new Violation("Judge", round.end(), "no evidence: no fault was injected"));
		}
		measures.put("stalls of the machine", (long) round.facts(What.STALLED).size());
		measures.put("StoreLostEvents", (long) round.events("StoreLostEvent").size());
		return new Verdict(violations, measures, rows(round, violations), notes);
	}

	private static List<FaultRow> rows(Round round, List<Violation> violations) {
		Map<String, FaultRow> rows = new TreeMap<>();
		List<Fault> faults = round.faults();
		for (int i = 0; i < faults.size(); i++) {
			long at = faults.get(i).beganAt();
			long next = (i + 1 < faults.size()) ? faults.get(i + 1).beganAt() : Long.MAX_VALUE;
			long inFlight = round.operations()
				.stream()
				.filter((operation) -> operation.since() <= at && operation.endedAt() > at)
				.count();
			long inItsWake = violations.stream()
				.filter((violation) -> violation.at() >= at && violation.at() < next)
				.count();
			rows.merge(faults.get(i).kind(), new FaultRow(faults.get(i).kind(), 1, inFlight, inItsWake), FaultRow::and);
		}
		return List.copyOf(rows.values());
	}

}
