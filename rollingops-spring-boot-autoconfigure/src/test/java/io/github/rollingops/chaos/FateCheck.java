package io.github.rollingops.chaos;

/**
 * Each accepted operation was released, or dropped with a reason, or still stands in a
 * queue: exactly one of these, and once. Accepted is what an answer, an event or the
 * group's history calls so. Nothing starts after its end; this goes by tokens, since
 * clocks are only as good as the moment at which a line is written.
 * <p>
 * Where the store loses acknowledged writes, operations without a fate are counted.
 */
final class FateCheck implements Check {

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		for (Accepted operation : round.operations()) {
			findings.judged();
			findings.count("operations accepted");
			count(operation, findings);
			if (rules.loses()) {
				countIfLost(operation, findings);
			}
			else {
				judge(operation, findings);
			}
		}
		for (Run run : round.runs()) {
			findings.count("runs");
			if (round.operation(run.operation()) == null && !rules.loses()) {
				findings.violated(run.startedAt(), "%s is of an operation that nobody accepted", run);
			}
		}
	}

	private static void count(Accepted operation, Findings findings) {
		for (String fate : operation.fates()) {
			findings.count(fate.equals("RELEASE") ? "released" : "dropped as " + fate.substring("DROPPED ".length()));
		}
		if (operation.wasLeft()) {
			findings.count("still queued");
		}
	}

	private static void countIfLost(Accepted operation, Findings findings) {
		if (operation.fates().isEmpty() && !operation.wasLeft()) {
			findings.count("lost");
		}
	}

	private static void judge(Accepted operation, Findings findings) {
		int fates = operation.fates().size() + (operation.wasLeft() ? 1 : 0);
		if (fates == 0) {
			findings.violated(operation.since(), "%s was accepted and is gone", operation);
		}
		else if (fates > 1) {
			findings.violated(operation.since(), "%s has more than one fate: %s, in a queue: %s", operation,
					operation.fates(), operation.wasLeft());
		}
		if (operation.ends().size() > 1) {
			findings.violated(operation.ends().get(1).at(), "%s ended more than once: %s", operation, operation.ends());
		}
		for (Entry end : operation.ends()) {
			for (Run run : operation.runs()) {
				if (end.token() > 0 && run.token() > end.token()) {
					findings.violated(run.startedAt(), "%s began after its operation had ended: %s", run, end);
				}
			}
		}
	}

	@Override
	public boolean outlivesLosses() {
		return true;
	}

}
