package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.chaos.Fact.What;

/**
 * Something that may keep a group from going on for a while.
 *
 * @param at when it began
 * @param until when all had been given back; its begin if it can be gone on without
 * @param unit the unit that it hit; empty if it hit more
 * @param quiet whether it may begin a lease without any grant
 * @param cause what it was
 */
record Disturbance(long at, long until, String unit, boolean quiet, String cause) {

	/** By when it is to be over. */
	long overBy(RoundRules rules) {
		return this.until + rules.longestGap().toNanos() + (this.quiet ? rules.lease().toNanos() : 0);
	}

	/** The disturbances of a group in the order of their begins. */
	static List<Disturbance> of(Round round, Presence presence) {
		List<Disturbance> all = new ArrayList<>();
		for (Life life : round.lives()) {
			for (What what : List.of(What.KILLED, What.DIED, What.STOPPING)) {
				Fact fact = life.first(what);
				if (fact != null) {
					all.add(new Disturbance(fact.at(), fact.at(), unitOf(life.name(), round), false,
							what + " " + life.name()));
				}
			}
			for (Span pause : life.pauses()) {
				all.add(new Disturbance(pause.from(), pause.from(), unitOf(life.name(), round), false,
						"suspension of " + life.name()));
				all.add(new Disturbance(pause.to(), pause.to(), unitOf(life.name(), round), false,
						"end of suspension of " + life.name()));
			}
		}
		for (Fact fact : round.facts(What.STALLED)) {
			long since = fact.at() - TimeUnit.MILLISECONDS.toNanos(Long.parseLong(fact.detail()));
			String unit = unitOf(fact.life(), round);
			all.add(new Disturbance(since, fact.at(), unit, unit.isEmpty(), "stall of " + fact.life()));
		}
		for (Fault fault : round.faults()) {
			long until = isGone(fault, round) ? fault.beganAt() : fault.endedAt();
			all.add(new Disturbance(fault.beganAt(), until, fault.unit(), fault.isOfStore(), fault.toString()));
		}
		desertions(presence, round)
			.forEach((span) -> all.add(new Disturbance(span.from(), span.to(), "", true, "absence of all units")));
		all.sort(Comparator.comparingLong(Disturbance::at));
		return all;
	}

	/** The others need not wait until a unit that is gone is back. */
	private static boolean isGone(Fault fault, Round round) {
		return round.lives()
			.stream()
			.filter((life) -> life.unit().equals(fault.unit()))
			.anyMatch((life) -> fault.span().contains(life.leavingAt())
					|| life.pauses().stream().anyMatch((pause) -> fault.span().contains(pause.from())));
	}

	/** A process that is several units may have been any of them. */
	private static String unitOf(String life, Round round) {
		boolean several = round.events("UnitJoinedEvent")
			.stream()
			.anyMatch((fact) -> fact.life().equals(life) && !life.startsWith(fact.unit() + "#"));
		return several ? "" : round.life(life).unit();
	}

	/**
	 * The times in which no unit was there, so that no step was taken and the clock of
	 * the group has fallen behind.
	 */
	private static List<Span> desertions(Presence presence, Round round) {
		List<Span> deserted = new ArrayList<>(List.of(new Span(Long.MIN_VALUE, round.end())));
		for (List<Span> spans : presence.spans().values()) {
			for (Span span : spans) {
				deserted = Presence.without(deserted, span);
			}
		}
		return deserted;
	}

}
