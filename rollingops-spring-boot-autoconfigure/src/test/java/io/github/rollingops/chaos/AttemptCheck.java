package io.github.rollingops.chaos;

import java.util.Comparator;
import java.util.List;

/**
 * Each run counts: from one run of an operation to the next its attempts grow by one,
 * whether the run failed or was cut short, and never beyond its limit. More than one is
 * for a grant that was lost before anything was started, which may count as well.
 */
final class AttemptCheck implements Check {

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		for (Accepted operation : round.operations()) {
			List<Run> runs = operation.runs().stream().sorted(Comparator.comparingLong(Run::token)).toList();
			Run before = null;
			for (Run run : runs) {
				Integer maxRetry = run.maxRetry();
				findings.violatedUnless(maxRetry == null || run.attempt() <= maxRetry, run.startedAt(),
						"%s may be tried again %d times only", run, maxRetry);
				if (before == null) {
					findings.violatedUnless(run.attempt() == 0 || mayHaveBeenLost(round, run), run.startedAt(),
							"%s is the first one", run);
				}
				else if (!run.isOfSteps()) {
					findings.violatedUnless(run.attempt() > before.attempt(), run.startedAt(), "%s follows the %s", run,
							before);
				}
				before = run;
			}
		}
	}

	/** Whether a grant of its operation was taken back before this run. */
	private static boolean mayHaveBeenLost(Round round, Run run) {
		return round.history(run.group())
			.stream()
			.anyMatch((entry) -> entry.type().equals("STALE_RELEASED") && entry.unit().equals(run.unit())
					&& (entry.operation().isEmpty() || entry.operation().equals(run.operation()))
					&& entry.token() < run.token());
	}

}
