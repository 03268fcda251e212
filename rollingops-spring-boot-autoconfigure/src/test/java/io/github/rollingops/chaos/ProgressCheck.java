package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Nobody waits for nothing: while a unit is there, is not inside a callback and has an
 * operation, and no run is under way in its group, the next one starts within lease +
 * heartbeat + the longest delay of a retry. What takes the leader or the holder away
 * begins that time anew, and what takes the store away, or all units, adds a lease, since
 * the group then waits for one before it grants again. What hits a unit that neither
 * leads nor holds the lock meanwhile explains nothing.
 */
final class ProgressCheck implements Check {

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		for (String group : round.groups()) {
			Presence presence = Presence.of(round, rules, group);
			List<Disturbance> disturbances = Disturbance.of(round, presence);
			Tenures tenures = new Tenures(round.history(group), round.end());
			for (Span gap : new Waiting(round, group, presence).gaps()) {
				findings.judged();
				judge(group, gap, disturbances, tenures, rules, findings);
			}
		}
	}

	private static void judge(String group, Span gap, List<Disturbance> disturbances, Tenures tenures, RoundRules rules,
			Findings findings) {
		long lasted = TimeUnit.NANOSECONDS.toMillis(gap.to() - gap.from());
		findings.longest("longest gap in ms", lasted);
		long deadline = gap.from() + rules.longestGap().toNanos();
		if (gap.to() <= deadline) {
			return;
		}
		List<String> causes = new ArrayList<>();
		for (Disturbance disturbance : disturbances) {
			if (disturbance.at() < deadline && disturbance.overBy(rules) > deadline
					&& explains(disturbance, tenures, rules)) {
				deadline = disturbance.overBy(rules);
				causes.add(disturbance.cause());
			}
		}
		String what = "%d ms without a run in group %s, though there was work; causes: %s".formatted(lasted, group,
				causes);
		findings.note(what);
		if (gap.to() > deadline) {
			findings.violated(gap.from(), "%s; %d ms too long", what,
					TimeUnit.NANOSECONDS.toMillis(gap.to() - deadline));
		}
	}

	private static boolean explains(Disturbance disturbance, Tenures tenures, RoundRules rules) {
		return disturbance.unit().isEmpty() || tenures.hadOne(disturbance.unit(),
				disturbance.at() - rules.hearing().toNanos(), disturbance.until() + rules.lease().toNanos());
	}

	/**
	 * When a group had work that could be done and did none.
	 */
	private static final class Waiting {

		private final List<Turn> turns = new ArrayList<>();

		private final Map<String, int[]> units = new HashMap<>();

		private final long end;

		Waiting(Round round, String group, Presence presence) {
			this.end = round.end();
			presence.spans().forEach((unit, spans) -> spans.forEach((span) -> add(unit, 0, span)));
			for (Accepted operation : round.operations()) {
				if (operation.group().equals(group)) {
					add(operation.unit(), 1, new Span(operation.since(), operation.endedAt()));
				}
			}
			for (Run run : round.runs(group)) {
				addRun(run, round.life(run.life()));
			}
			for (Entry entry : round.history(group)) {
				if (entry.isEnd() && entry.token() > 0) {
					add("", 3, new Span(entry.at(), entry.at()));
				}
			}
			this.turns.sort(Comparator.comparingLong(Turn::at));
		}

		private void addRun(Run run, Life life) {
			Fact ended = run.ended();
			long until = Math.min((ended != null) ? ended.at() : this.end, life.endedAt());
			add(run.unit(), 2, new Span(run.startedAt(), until));
			Fact lost = run.lost();
			List<Span> active = List.of(new Span(run.startedAt(), (lost != null) ? Math.min(lost.at(), until) : until));
			for (Span pause : life.pauses()) {
				active = Presence.without(active, pause);
			}
			active.forEach((span) -> add("", 3, span));
		}

		private void add(String unit, int which, Span span) {
			this.turns.add(new Turn(span.from(), unit, which, 1));
			if (span.to() < Long.MAX_VALUE) {
				this.turns.add(new Turn(Math.max(span.from(), span.to()), unit, which, -1));
			}
		}

		/**
		 * For each unit: how often it is there, how many operations it has, in how many
		 * runs it is; and for the group how many hold their grants.
		 */
		List<Span> gaps() {
			List<Span> gaps = new ArrayList<>();
			int running = 0;
			int ready = 0;
			long since = -1;
			for (Turn turn : this.turns) {
				if (turn.which() == 3) {
					running += turn.by();
				}
				else {
					int[] unit = this.units.computeIfAbsent(turn.unit(), (name) -> new int[3]);
					ready -= isReady(unit) ? 1 : 0;
					unit[turn.which()] += turn.by();
					ready += isReady(unit) ? 1 : 0;
				}
				boolean waits = running == 0 && ready > 0;
				if (waits && since < 0) {
					since = turn.at();
				}
				else if (!waits && since >= 0) {
					gaps.add(new Span(since, turn.at()));
					since = -1;
				}
			}
			if (since >= 0) {
				gaps.add(new Span(since, this.end));
			}
			return gaps;
		}

		private static boolean isReady(int[] unit) {
			return unit[0] > 0 && unit[1] > 0 && unit[2] == 0;
		}

		/**
		 * A change of one of the numbers.
		 */
		private record Turn(long at, String unit, int which, int by) {
		}

	}

}
