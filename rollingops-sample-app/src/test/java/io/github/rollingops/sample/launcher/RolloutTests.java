package io.github.rollingops.sample.launcher;

import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.rollingops.OperationResult;
import io.github.rollingops.sample.report.UnitReport.TurnEnded;
import io.github.rollingops.sample.report.UnitReport.TurnStarted;

import static org.assertj.core.api.Assertions.assertThat;

class RolloutTests {

	private static final Instant EPOCH = Instant.parse("2026-01-01T10:00:00Z");

	private final Rollout rollout = new Rollout("reindex", Set.of("a", "b"));

	@Test
	void findsNoFaultWhenEachUnitRanOnceAfterAnother() {
		turn("b", 10, 20);
		assertThat(this.rollout.isComplete()).isFalse();
		turn("a", 20, 30);
		assertThat(this.rollout.isComplete()).isTrue();
		assertThat(this.rollout.faults()).isEmpty();
	}

	@Test
	void findsTurnsThatOverlap() {
		start("a", 10);
		start("b", 19);
		end("a", 20, OperationResult.RELEASE);
		end("b", 30, OperationResult.RELEASE);
		assertThat(this.rollout.faults()).containsExactly("a and b overlapped by 1.000 ms");
	}

	@Test
	void findsTurnWithinAnother() {
		start("a", 10);
		turn("b", 12, 14);
		end("a", 20, OperationResult.RELEASE);
		assertThat(this.rollout.faults()).containsExactly("a and b overlapped by 2.000 ms");
	}

	@Test
	void judgesTurnsByTheirTimesAndNotByTheOrderOfReports() {
		start("b", 20);
		start("a", 10);
		end("b", 30, OperationResult.RELEASE);
		end("a", 20, OperationResult.RELEASE);
		assertThat(this.rollout.faults()).isEmpty();
	}

	@Test
	void findsUnitThatDidNotRun() {
		turn("a", 10, 20);
		assertThat(this.rollout.faults()).containsExactly("b ran reindex 0 times instead of once");
	}

	@Test
	void findsUnitThatRanTwice() {
		turn("a", 10, 20);
		turn("b", 20, 30);
		turn("a", 30, 40);
		assertThat(this.rollout.isComplete()).isTrue();
		assertThat(this.rollout.faults()).containsExactly("a ran reindex 2 times instead of once");
	}

	@Test
	void countsOnlyRunsSinceTheRequest() {
		turn("a", 10, 20);
		this.rollout.requested(at(20));
		turn("b", 20, 30);
		assertThat(this.rollout.isComplete()).isFalse();
		turn("a", 30, 40);
		assertThat(this.rollout.faults()).isEmpty();
	}

	@Test
	void findsUnitThatDidNotGetItDone() {
		turn("a", 10, 20);
		start("b", 20);
		end("b", 30, OperationResult.RETRY_RELEASE);
		assertThat(this.rollout.isComplete()).isFalse();
		assertThat(this.rollout.faults()).containsExactly("b did not get reindex done");
	}

	@Test
	void findsTurnThatHasNotEnded() {
		turn("a", 10, 20);
		turn("b", 20, 30);
		start("b", 30);
		assertThat(this.rollout.isComplete()).isFalse();
		assertThat(this.rollout.faults()).containsExactly("b has not ended its turn");
	}

	@Test
	void countsTurnThatDiedWithItsProcessAsNone() {
		start("a", 10);
		assertThat(this.rollout.died("a", at(15))).get().asString().contains("cut short");
		turn("b", 20, 30);
		assertThat(this.rollout.isComplete()).isFalse();
		turn("a", 30, 40);
		assertThat(this.rollout.faults()).isEmpty();
	}

	@Test
	void findsOverlapWithTurnThatDied() {
		start("a", 10);
		turn("b", 12, 14);
		this.rollout.died("a", at(15));
		turn("a", 20, 30);
		assertThat(this.rollout.faults()).containsExactly("a and b overlapped by 2.000 ms");
	}

	@Test
	void ignoresDeathOfUnitWithoutTurn() {
		assertThat(this.rollout.died("a", at(15))).isEmpty();
	}

	@Test
	void findsOverlapWithOtherOperations() {
		turn("a", 10, 20);
		turn("b", 20, 30);
		this.rollout.started("b", new TurnStarted("flaky", at(15)));
		this.rollout.ended("b", new TurnEnded("flaky", at(16), OperationResult.RELEASE, 1));
		assertThat(this.rollout.faults()).containsExactly("a and b overlapped by 1.000 ms");
	}

	private void turn(String unit, int start, int end) {
		start(unit, start);
		end(unit, end, OperationResult.RELEASE);
	}

	private void start(String unit, int start) {
		this.rollout.started(unit, new TurnStarted("reindex", at(start)));
	}

	private void end(String unit, int end, OperationResult result) {
		this.rollout.ended(unit, new TurnEnded("reindex", at(end), result, 1));
	}

	private static Instant at(int milliseconds) {
		return EPOCH.plusMillis(milliseconds);
	}

}
