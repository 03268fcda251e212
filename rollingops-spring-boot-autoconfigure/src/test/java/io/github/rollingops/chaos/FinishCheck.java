package io.github.rollingops.chaos;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The group's history is one of one turn at a time: a grant comes only after the last one
 * has ended, under a higher token; each token is ended once, by whoever holds it; what
 * was released as stale is ended by nobody any more, and accounted for once at most.
 * <p>
 * What the history says of a token agrees with what its process wrote down: a completed
 * operation's callback had answered RELEASE under that very token, one that keeps the
 * lock RETRY_HOLD, and what was handed back had not begun.
 */
final class FinishCheck implements Check {

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		for (String group : round.groups()) {
			Map<Long, Run> runs = new HashMap<>();
			round.runs(group).forEach((run) -> runs.put(run.token(), run));
			Turns turns = new Turns(findings);
			for (Entry entry : round.history(group)) {
				turns.take(entry);
				if (entry.concernsGrant() && !turns.isAccountedFor(entry)) {
					compare(entry, runs.get(entry.token()), findings);
				}
			}
		}
	}

	private static void compare(Entry entry, @Nullable Run run, Findings findings) {
		String expected = switch (entry.type()) {
			case "COMPLETED" -> "RELEASE";
			case "RETRY" -> entry.detail().equals("retry-hold") ? "RETRY_HOLD" : "";
			default -> "";
		};
		if (entry.type().equals("HANDED_BACK")) {
			findings.violatedUnless(run == null, entry.at(), "%s, but there was a %s", entry, run);
		}
		else if (!expected.isEmpty()) {
			Fact ended = (run != null) ? run.ended() : null;
			boolean agrees = run != null && run.operation().equals(entry.operation())
					&& (run.isOfSteps() || (ended != null && ended.detail().equals(expected)));
			findings.violatedUnless(agrees, entry.at(), "%s, but the %s ended with %s", entry, run,
					(ended != null) ? ended.detail() : "nothing");
		}
	}

	/**
	 * Follows the turns of a group through its history.
	 */
	private static final class Turns {

		private final Findings findings;

		private final Set<Long> ended = new HashSet<>();

		private final Set<Long> stale = new HashSet<>();

		private final Set<Long> accounted = new HashSet<>();

		private @Nullable Entry current;

		private long highest;

		Turns(Findings findings) {
			this.findings = findings;
		}

		void take(Entry entry) {
			if (entry.type().equals("GRANTED")) {
				granted(entry);
			}
			else if (entry.concernsGrant()) {
				if (isAccountedFor(entry)) {
					this.findings.violatedUnless(this.accounted.add(entry.token()), entry.at(),
							"%s was accounted for before", entry);
				}
				else {
					ended(entry);
				}
			}
		}

		/** Whether it tells what became of a run whose grant was released as stale. */
		boolean isAccountedFor(Entry entry) {
			return this.stale.contains(entry.token()) && switch (entry.type()) {
				case "RETRY" -> entry.detail().equals("retry-release");
				case "DROPPED" -> entry.detail().equals("PROCESS_DIED") || entry.detail().equals("MAX_RETRY_EXCEEDED");
				default -> false;
			};
		}

		private void granted(Entry entry) {
			this.findings.violatedUnless(this.current == null, entry.at(), "%s while the lock was held: %s", entry,
					this.current);
			this.findings.violatedUnless(entry.token() > this.highest, entry.at(), "%s after token %d", entry,
					this.highest);
			this.current = entry;
			this.highest = Math.max(this.highest, entry.token());
		}

		private void ended(Entry entry) {
			this.findings.violatedUnless(this.current != null && isOf(this.current, entry), entry.at(),
					"%s is not of the grant: %s", entry, this.current);
			this.findings.violatedUnless(this.ended.add(entry.token()), entry.at(), "%s ends a token again", entry);
			if (entry.type().equals("STALE_RELEASED")) {
				this.stale.add(entry.token());
			}
			this.highest = Math.max(this.highest, entry.token());
			this.current = (entry.type().equals("RETRY") && entry.detail().equals("retry-hold")) ? entry : null;
		}

		/** The fresh token of a retry that keeps the lock is told to its holder only. */
		private static boolean isOf(Entry grant, Entry end) {
			boolean same = grant.unit().equals(end.unit())
					&& (end.operation().isEmpty() || grant.operation().equals(end.operation()));
			return same
					&& (grant.type().equals("GRANTED") ? end.token() == grant.token() : end.token() > grant.token());
		}

	}

}
