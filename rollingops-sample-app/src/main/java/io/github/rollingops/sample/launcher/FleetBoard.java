package io.github.rollingops.sample.launcher;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.rollingops.sample.launcher.FleetEvent.Died;
import io.github.rollingops.sample.launcher.FleetEvent.Reported;
import io.github.rollingops.sample.page.LocalFleet.Turn;
import io.github.rollingops.sample.report.UnitReport;
import io.github.rollingops.sample.report.UnitReport.Serving;
import io.github.rollingops.sample.report.UnitReport.Traffic;
import io.github.rollingops.sample.report.UnitReport.TurnEnded;
import io.github.rollingops.sample.report.UnitReport.TurnStarted;
import org.jspecify.annotations.Nullable;

/**
 * What the units have reported, kept to be looked at.
 */
class FleetBoard {

	private static final int MAX_TURNS = 200;

	private final Map<String, Card> cards = new HashMap<>();

	private final Deque<Turn> ended = new ArrayDeque<>();

	private final Map<String, Turn> running = new HashMap<>();

	synchronized void note(FleetEvent event) {
		if (event instanceof Reported reported) {
			note(event.unit(), reported.report());
		}
		else if (event instanceof Died died) {
			this.cards.remove(event.unit());
			end(event.unit(), died.at(), Turn.CUT_SHORT);
		}
	}

	private void note(String unit, UnitReport report) {
		if (report instanceof Serving serving) {
			change(unit, (card) -> new Card(serving.port(), card.accepting(), card.documents()));
		}
		else if (report instanceof Traffic traffic) {
			change(unit, (card) -> new Card(card.port(), traffic.accepted(), traffic.documents()));
		}
		else if (report instanceof TurnStarted started) {
			this.running.put(unit, new Turn(unit, started.operation(), started.at(), null, null));
		}
		else if (report instanceof TurnEnded ended) {
			change(unit, (card) -> new Card(card.port(), card.accepting(), ended.documents()));
			end(unit, ended.at(), ended.result().value());
		}
	}

	private void change(String unit, UnaryOperator<Card> change) {
		this.cards.put(unit, change.apply(card(unit)));
	}

	private void end(String unit, Instant at, String result) {
		Turn turn = this.running.remove(unit);
		if (turn != null) {
			this.ended.addLast(new Turn(unit, turn.operation(), turn.start(), at, result));
			if (this.ended.size() > MAX_TURNS) {
				this.ended.removeFirst();
			}
		}
	}

	/**
	 * Return what a unit has reported in the life of its process.
	 */
	synchronized Card card(String unit) {
		return this.cards.getOrDefault(unit, Card.EMPTY);
	}

	/**
	 * Return the latest turns in the order of their beginnings, those that still run
	 * included.
	 */
	synchronized List<Turn> turns() {
		List<Turn> turns = new ArrayList<>(this.ended);
		turns.addAll(this.running.values());
		turns.sort(Comparator.comparing(Turn::start));
		return List.copyOf(turns.subList(Math.max(0, turns.size() - MAX_TURNS), turns.size()));
	}

	/**
	 * What a unit has reported.
	 *
	 * @param port where it listens, once it does
	 * @param accepting whether it takes searches
	 * @param documents how many documents it has indexed
	 */
	record Card(@Nullable Integer port, boolean accepting, int documents) {

		private static final Card EMPTY = new Card(null, false, 0);

	}

}
