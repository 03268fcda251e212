package io.github.rollingops.chaos;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.rollingops.chaos.Fact.What;

/**
 * A unit stops before anybody may think it gone: when a grant is released as stale, the
 * run under it has ended, or its process has been told that the grant is lost and has
 * interrupted the callback. Whoever was suspended, or had no time from the machine, is
 * told when it comes to itself; whoever had ended is not told at all.
 */
final class InterruptionCheck implements Check {

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		for (String group : round.groups()) {
			Map<Long, Run> runs = new HashMap<>();
			round.runs(group).forEach((run) -> runs.put(run.token(), run));
			for (Entry entry : round.history(group)) {
				Run run = runs.get(entry.token());
				if (entry.type().equals("STALE_RELEASED") && run != null && !isExcused(round, run, entry, rules)) {
					findings.violatedUnless(
							isBefore(run.ended(), entry, rules) || isBefore(run.lost(), entry, rules)
									|| isBefore(run.interrupted(), entry, rules),
							entry.at(), "%s, but the %s had not been told", entry, run);
				}
			}
		}
	}

	private static boolean isBefore(@Nullable Fact fact, Entry entry, RoundRules rules) {
		return fact != null && fact.at() <= entry.at() + rules.commandTimeout().toNanos();
	}

	private static boolean isExcused(Round round, Run run, Entry entry, RoundRules rules) {
		Life life = round.life(run.life());
		long since = entry.at() - rules.lease().toNanos();
		return life.endedAt() <= entry.at()
				|| life.pauses().stream().anyMatch((pause) -> pause.meets(since, entry.at()))
				|| round.facts(What.STALLED)
					.stream()
					.anyMatch((fact) -> (fact.life().equals(run.life()) || !fact.life().contains("#"))
							&& fact.at() >= since
							&& fact.at() - TimeUnit.MILLISECONDS.toNanos(Long.parseLong(fact.detail())) <= entry.at());
	}

	@Override
	public boolean isAboutRareThings() {
		return true;
	}

}
