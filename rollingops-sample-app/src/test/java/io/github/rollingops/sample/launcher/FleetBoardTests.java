package io.github.rollingops.sample.launcher;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.github.rollingops.OperationResult;
import io.github.rollingops.sample.launcher.FleetEvent.Died;
import io.github.rollingops.sample.launcher.FleetEvent.Reported;
import io.github.rollingops.sample.page.LocalFleet.Turn;
import io.github.rollingops.sample.report.UnitReport;
import io.github.rollingops.sample.report.UnitReport.Serving;
import io.github.rollingops.sample.report.UnitReport.Traffic;
import io.github.rollingops.sample.report.UnitReport.TurnEnded;
import io.github.rollingops.sample.report.UnitReport.TurnStarted;

import static org.assertj.core.api.Assertions.assertThat;

class FleetBoardTests {

	private static final Instant EPOCH = Instant.parse("2026-01-01T10:00:00Z");

	private final FleetBoard board = new FleetBoard();

	@Test
	void keepsWhatUnitReportedLast() {
		report("a", new Serving(4000));
		report("a", new Traffic(true, 5));
		assertThat(this.board.card("a")).isEqualTo(new FleetBoard.Card(4000, true, 5));
		report("a", new Traffic(false, 5));
		report("a", new TurnEnded("reindex", at(1), OperationResult.RELEASE, 6));
		assertThat(this.board.card("a")).isEqualTo(new FleetBoard.Card(4000, false, 6));
	}

	@Test
	void forgetsWhatProcessReportedThatDied() {
		report("a", new Serving(4000));
		report("a", new Traffic(true, 5));
		this.board.note(new Died("a", at(1), 137));
		assertThat(this.board.card("a")).isEqualTo(new FleetBoard.Card(null, false, 0));
	}

	@Test
	void listsTurnsInOrderOfTheirBeginnings() {
		report("a", new TurnStarted("flaky", at(1)));
		report("a", new TurnEnded("flaky", at(2), OperationResult.RETRY_RELEASE, 5));
		report("b", new TurnStarted("flaky", at(3)));
		assertThat(this.board.turns()).containsExactly(new Turn("a", "flaky", at(1), at(2), "retry-release"),
				new Turn("b", "flaky", at(3), null, null));
	}

	@Test
	void endsTurnWithItsProcess() {
		report("a", new TurnStarted("reindex", at(1)));
		this.board.note(new Died("a", at(2), 137));
		assertThat(this.board.turns()).containsExactly(new Turn("a", "reindex", at(1), at(2), Turn.CUT_SHORT));
	}

	@Test
	void keepsTheLatestTurnsOnly() {
		for (int turn = 0; turn < 300; turn++) {
			report("a", new TurnStarted("reindex", at(turn)));
			report("a", new TurnEnded("reindex", at(turn), OperationResult.RELEASE, 5));
		}
		assertThat(this.board.turns()).hasSize(200).last().extracting(Turn::start).isEqualTo(at(299));
	}

	private void report(String unit, UnitReport report) {
		this.board.note(new Reported(unit, report));
	}

	private static Instant at(int second) {
		return EPOCH.plusSeconds(second);
	}

}
