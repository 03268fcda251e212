package io.github.rollingops.chaos;

import java.util.List;

import io.github.rollingops.chaos.Fact.What;

/**
 * A loss is noticed and survived: once the store is back, and each unit that was there
 * has had the time to hear of it, no run that it met goes on beside another one; an event
 * tells of each loss after which the store knew nothing, if a unit was there that knew
 * more; and something starts again, if anything was asked for.
 */
final class LossCheck implements Check {

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		List<Fault> losses = round.faults().stream().filter(Fault::isOfStore).toList();
		for (int i = 0; i < losses.size(); i++) {
			Fault loss = losses.get(i);
			long next = (i + 1 < losses.size()) ? losses.get(i + 1).beganAt() : round.end();
			if (rules.forgetting().contains(loss.kind())) {
				findings.count("losses");
				noticed(round, rules, loss, next, findings);
			}
			runsAreSettled(round, rules, loss, next, findings);
			fleetGoesOn(round, rules, loss, next, findings);
		}
	}

	private static void noticed(Round round, RoundRules rules, Fault loss, long next, Findings findings) {
		long by = loss.endedAt() + rules.hearing().plus(rules.heartbeat()).toNanos();
		boolean somebodyKnew = round.groups()
			.stream()
			.anyMatch((group) -> Presence.of(round, rules, group)
				.spans()
				.values()
				.stream()
				.flatMap(List::stream)
				.anyMatch((span) -> span.from() < loss.beganAt() && span.to() > by));
		if (somebodyKnew && by < next) {
			findings.violatedUnless(
					round.events("StoreLostEvent")
						.stream()
						.anyMatch((fact) -> fact.at() >= loss.beganAt() && fact.at() <= by),
					loss.endedAt(), "nobody noticed '%s'", loss);
		}
	}

	private static void runsAreSettled(Round round, RoundRules rules, Fault loss, long next, Findings findings) {
		long by = loss.endedAt() + rules.hearing().toNanos();
		for (Run run : round.runs()) {
			Fact valid = run.lastValid();
			if (run.startedAt() > loss.endedAt() || valid == null || valid.at() < loss.beganAt()) {
				continue;
			}
			findings.count("runs that a loss met");
			findings.judged();
			for (Run other : round.runs(run.group())) {
				Fact otherValid = other.lastValid();
				boolean isLater = other.startedAt() > loss.endedAt() && other.startedAt() < next && otherValid != null;
				if (isLater && Math.max(by, other.startedAt()) < Math.min(valid.at(), otherValid.at())
						&& !isDisturbed(round, run, loss.endedAt(), by)) {
					findings.violated(other.startedAt(), "%s goes on beside the %s, long after '%s'", run, other, loss);
				}
			}
		}
	}

	/** A unit that was suspended or cut off could not hear of anything. */
	private static boolean isDisturbed(Round round, Run run, long from, long to) {
		return round.life(run.life()).pauses().stream().anyMatch((pause) -> pause.meets(from, to)) || round.faults()
			.stream()
			.anyMatch((fault) -> fault.unit().equals(run.unit()) && fault.span().meets(from, to));
	}

	private static void fleetGoesOn(Round round, RoundRules rules, Fault loss, long next, Findings findings) {
		long by = loss.endedAt() + rules.longestGap().plus(rules.lease()).toNanos();
		boolean asked = round.facts(What.ASKED)
			.stream()
			.anyMatch((fact) -> fact.at() > loss.endedAt() && fact.at() < by
					&& Details.text(Details.of(fact), "status").equals("ENQUEUED"));
		if (asked && by < next) {
			findings.violatedUnless(
					round.runs().stream().anyMatch((run) -> run.startedAt() > loss.endedAt() && run.startedAt() < next),
					loss.endedAt(), "nothing started after '%s'", loss);
		}
	}

	@Override
	public boolean outlivesLosses() {
		return true;
	}

	@Override
	public boolean isAboutLosses() {
		return true;
	}

}
