package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whoever asked first has the turn first: a grant never passes over an older operation
 * that never had one and stands at the head of the queue of a unit that is there and
 * idle, be it for a younger one or for a retry that had given the lock up. A retry that
 * wanted to keep the lock and lost it comes before all.
 * <p>
 * It goes by the group's history, whose order is that of the steps, and judges only of
 * units of which the facts prove that they could have had the turn: members for a while,
 * neither stopping nor hit by a fault, nor in the wake of one of the store, and their
 * last grant ended by themselves.
 */
final class FleetOrderCheck implements Check {

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		for (String group : round.groups()) {
			Presence presence = Presence.of(round, rules, group);
			Queues queues = new Queues();
			for (Entry entry : round.history(group)) {
				if (entry.type().equals("GRANTED")) {
					judge(round, rules, presence, queues, entry, findings);
				}
				queues.take(entry);
			}
		}
	}

	private static void judge(Round round, RoundRules rules, Presence presence, Queues queues, Entry grant,
			Findings findings) {
		Entry granted = queues.requested.get(grant.operation());
		if (granted == null || queues.heldBefore.contains(grant.operation()) || isInWakeOfStore(round, rules, grant)) {
			return;
		}
		for (Map.Entry<String, List<Entry>> queue : queues.byUnit.entrySet()) {
			String unit = queue.getKey();
			if (unit.equals(grant.unit()) || queue.getValue().isEmpty() || queues.unsure.contains(unit)) {
				continue;
			}
			Entry head = queue.getValue().get(0);
			if (!queues.granted.contains(head.operation()) && wasThere(round, rules, presence, unit, grant)) {
				boolean overtaken = queues.retried.contains(grant.operation()) || head.id().compareTo(granted.id()) < 0;
				findings.violatedUnless(!overtaken, grant.at(), "%s passes over %s", grant, head);
			}
		}
	}

	/**
	 * Whether a unit had told the group that it is there, and did not stop. One that is
	 * seen off soon after may have had no time from the machine to say so.
	 */
	private static boolean wasThere(Round round, RoundRules rules, Presence presence, String unit, Entry grant) {
		long margin = rules.heartbeat().plus(rules.commandTimeout()).toNanos();
		return presence.covers(unit, grant.at() - margin, grant.at() + margin) && round.history(grant.group())
			.stream()
			.noneMatch((entry) -> entry.type().equals("DEPARTED") && entry.unit().equals(unit)
					&& entry.id().compareTo(grant.id()) > 0 && entry.at() < grant.at() + rules.lease().toNanos());
	}

	private static boolean isInWakeOfStore(Round round, RoundRules rules, Entry grant) {
		long wake = rules.wake().toNanos();
		return round.faults()
			.stream()
			.anyMatch((fault) -> fault.isOfStore() && fault.span().meets(grant.at() - wake, grant.at()));
	}

	/**
	 * The queues as the history tells them.
	 */
	private static final class Queues {

		private final Map<String, List<Entry>> byUnit = new HashMap<>();

		private final Map<String, Entry> requested = new HashMap<>();

		/** Operations that had a grant. */
		private final Set<String> granted = new HashSet<>();

		/** Operations whose last run wanted to be tried again. */
		private final Set<String> retried = new HashSet<>();

		/** Operations whose last run wanted to keep the lock. */
		private final Set<String> heldBefore = new HashSet<>();

		/** Units that have the turn, or may be busy though they have lost it. */
		private final Set<String> unsure = new HashSet<>();

		void take(Entry entry) {
			switch (entry.type()) {
				case "REQUESTED" -> {
					this.requested.put(entry.operation(), entry);
					queue(entry).add(entry);
				}
				case "GRANTED" -> {
					this.granted.add(entry.operation());
					this.unsure.add(entry.unit());
				}
				case "HANDED_BACK", "STALE_RELEASED", "LEFT", "DEPARTED" -> this.unsure.add(entry.unit());
				case "JOINED" -> this.unsure.remove(entry.unit());
				case "RETRY" -> {
					boolean holds = entry.detail().equals("retry-hold");
					(holds ? this.heldBefore : this.retried).add(entry.operation());
					(holds ? this.retried : this.heldBefore).remove(entry.operation());
					if (!holds) {
						this.unsure.remove(entry.unit());
					}
				}
				case "COMPLETED", "DROPPED" -> {
					queue(entry).removeIf((queued) -> queued.operation().equals(entry.operation()));
					this.unsure.remove(entry.unit());
				}
				default -> {
				}
			}
		}

		private List<Entry> queue(Entry entry) {
			return this.byUnit.computeIfAbsent(entry.unit(), (unit) -> new ArrayList<>());
		}

	}

}
