package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When the units of a group were there for sure: from the moment at which they knew that
 * they had joined until they left, were told to stop or ended, and neither suspended nor
 * hit by a fault of their own.
 */
final class Presence {

	private final Map<String, List<Span>> spans = new HashMap<>();

	private Presence() {
	}

	static Presence of(Round round, RoundRules rules, String group) {
		Presence presence = new Presence();
		for (Fact fact : round.events("UnitJoinedEvent")) {
			if (fact.group().equals(group)) {
				Life life = round.life(fact.life());
				long until = Math.min(life.leavingAt(), goneAfter(round.history(group), fact));
				List<Span> spans = new ArrayList<>();
				if (until > fact.at()) {
					spans.add(new Span(fact.at(), Math.min(until, round.end())));
				}
				for (Span pause : life.pauses()) {
					spans = without(spans, pause);
				}
				for (Fault fault : round.faults()) {
					if (fault.unit().equals(fact.unit())) {
						spans = without(spans, new Span(fault.beganAt(), fault.endedAt() + rules.hearing().toNanos()));
					}
				}
				presence.spans.computeIfAbsent(fact.unit(), (unit) -> new ArrayList<>()).addAll(spans);
			}
		}
		return presence;
	}

	/** The spans of each unit; those of one that joined again may overlap. */
	Map<String, List<Span>> spans() {
		return this.spans;
	}

	boolean covers(String unit, long from, long to) {
		return this.spans.getOrDefault(unit, List.of())
			.stream()
			.anyMatch((span) -> span.from() <= from && span.to() >= to);
	}

	static List<Span> without(List<Span> spans, Span hole) {
		List<Span> left = new ArrayList<>();
		for (Span span : spans) {
			if (!span.meets(hole.from(), hole.to())) {
				left.add(span);
				continue;
			}
			if (span.from() < hole.from()) {
				left.add(new Span(span.from(), hole.from()));
			}
			if (span.to() > hole.to()) {
				left.add(new Span(hole.to(), span.to()));
			}
		}
		return left;
	}

	private static long goneAfter(List<Entry> history, Fact joined) {
		for (Entry entry : history) {
			if (entry.at() > joined.at() && entry.unit().equals(joined.unit())
					&& (entry.type().equals("LEFT") || entry.type().equals("DEPARTED"))) {
				return entry.at();
			}
		}
		return Long.MAX_VALUE;
	}

}
