package io.github.rollingops.engine;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.OperationResult;
import io.github.rollingops.Trouble;
import io.github.rollingops.Trouble.Kind;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.engine.FaultyStore.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a unit says of what keeps it from its work.
 */
class TroubleTests {

	private final EngineFleet fleet = new EngineFleet();

	@Test
	void unitThatWorksHasNone() {
		UnitProcess a = this.fleet.start("a", "b").get(0);
		a.request("reload");
		this.fleet.advanceSeconds(60);
		assertThat(a.service().troubles()).isEmpty();
	}

	@Test
	void unitThatWasNotStartedSaysSo() {
		assertThat(only(this.fleet.unit("a"), Kind.NOT_JOINED).description()).contains("not been started");
	}

	@Test
	void unitThatCannotReachTheStoreSaysSinceWhenAndWhy() {
		UnitProcess a = this.fleet.unit("a");
		a.link.cut();
		a.start();
		this.fleet.advanceSeconds(7);
		Trouble trouble = only(a, Kind.NOT_JOINED);
		assertThat(trouble.lasting()).isEqualTo(Duration.ofSeconds(7));
		assertThat(trouble.description()).contains("the store has not answered yet", "HEARTBEAT was lost");
		a.link.mend();
		this.fleet.advanceSeconds(1);
		assertThat(a.service().troubles()).isEmpty();
	}

	@Test
	void heartbeatThatIsAnsweredAgainEndsTheTroubleOfOneThatWasNot() {
		UnitProcess a = this.fleet.start("a").get(0);
		a.link.loseReply(Step.HEARTBEAT);
		this.fleet.beat();
		this.fleet.advanceSeconds(2);
		assertThat(a.service().troubles()).isEmpty();
	}

	@Test
	void unitThatHasLostTouchSaysSoOnceItsTrustIsOver() {
		UnitProcess a = this.fleet.start("a").get(0);
		this.fleet.advanceSeconds(10);
		a.link.cut();
		this.fleet.beat();
		Trouble early = only(a, Kind.HEARTBEAT_UNANSWERED);
		assertThat(early.lasting()).isLessThanOrEqualTo(EngineFleet.HEARTBEAT);
		assertThat(early.description()).contains("HEARTBEAT was lost", "interrupted");
		this.fleet.advance(EngineFleet.RENEW_DEADLINE.minus(EngineFleet.HEARTBEAT.multipliedBy(2)));
		assertThat(a.service().troubles()).extracting(Trouble::kind).containsExactly(Kind.HEARTBEAT_UNANSWERED);
		this.fleet.advanceSeconds(10);
		Trouble trouble = only(a, Kind.NOT_JOINED);
		assertThat(trouble.lasting()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
		assertThat(trouble.description()).contains("can no longer trust", "HEARTBEAT was lost");
	}

	@Test
	void unitWhoseNameIsTakenSaysWhatToDo() {
		this.fleet.start("a");
		UnitProcess twin = this.fleet.unit("a").start();
		assertThat(only(twin, Kind.NOT_JOINED).description()).contains("name", "--rollingops.unit-name=b");
	}

	@Test
	void unitOfAnEarlierVersionSaysSo() {
		UnitProcess a = this.fleet.unit("a");
		a.link.changeAnswer(Step.HEARTBEAT, TroubleTests::ofALaterVersion);
		a.start();
		assertThat(only(a, Kind.NOT_JOINED).description()).contains("version 99", "only 1");
	}

	@Test
	void unitThatWasStoppedSaysSo() {
		UnitProcess a = this.fleet.start("a").get(0);
		a.stop();
		assertThat(only(a, Kind.NOT_JOINED).description()).contains("stopped");
	}

	@Test
	void groupWithoutALeaderIsToldAfterALease() {
		UnitProcess a = this.fleet.start("a").get(0);
		this.fleet.advanceSeconds(10);
		a.life().drain();
		this.fleet.advance(EngineFleet.LEASE);
		assertThat(a.service().troubles()).isEmpty();
		this.fleet.advanceSeconds(1);
		assertThat(only(a, Kind.NO_LEADER).lasting()).isBetween(EngineFleet.LEASE, Duration.ofSeconds(20));
		this.fleet.start("b");
		this.fleet.beat();
		assertThat(a.service().troubles()).isEmpty();
	}

	@Test
	void everyUnitTellsOfALeaderThatFallsSilent() {
		List<UnitProcess> units = this.fleet.start("a", "b", "c");
		this.fleet.advanceSeconds(10);
		units.get(0).link.cut();
		this.fleet.advance(EngineFleet.HEARTBEAT.multipliedBy(2).plusMillis(750));
		for (UnitProcess other : units.subList(1, 3)) {
			Trouble trouble = only(other, Kind.LEADER_SILENT);
			assertThat(trouble.lasting()).isBetween(Duration.ofMillis(3750), Duration.ofMillis(9750));
			assertThat(trouble.description()).contains("leader 'a' was last heard of", "hangs", "lease of PT15S");
		}
		units.get(0).link.mend();
		this.fleet.advanceSeconds(5);
		assertThat(units).allSatisfy((unit) -> assertThat(unit.service().troubles()).isEmpty());
	}

	@Test
	void leaderIsSilentUntilAnotherLeads() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		units.get(0).link.cut();
		this.fleet.advance(EngineFleet.LEASE.minusSeconds(1));
		assertThat(only(units.get(1), Kind.LEADER_SILENT).lasting()).isGreaterThan(Duration.ofSeconds(10));
		this.fleet.advance(EngineFleet.HEARTBEAT.plusSeconds(1));
		assertThat(this.fleet.leader()).isEqualTo("b");
		assertThat(units.get(1).service().troubles()).isEmpty();
	}

	@Test
	void leaderIsNotSilentToItself() {
		UnitProcess a = this.fleet.start("a").get(0);
		a.link.changeAnswer(Step.HEARTBEAT, (HeartbeatAnswer answer) -> silent(answer, EngineFleet.LEASE));
		this.fleet.beat();
		assertThat(a.service().troubles()).isEmpty();
	}

	@Test
	void unitThatGetsNoAnswerItselfSaysNothingOfTheLeader() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		units.get(0).link.cut();
		this.fleet.advanceSeconds(8);
		only(units.get(1), Kind.LEADER_SILENT);
		units.get(1).link.cut();
		this.fleet.beat();
		only(units.get(1), Kind.HEARTBEAT_UNANSWERED);
	}

	@Test
	void runThatIgnoresItsTimeoutIsToldWithItsStack() throws Exception {
		BlockingCallback callback = BlockingCallback.stubborn();
		UnitProcess a = this.fleet.unit("a")
			.callback("long", Duration.ofSeconds(60), callback)
			.callbackExecutor(callback)
			.start();
		a.request("long");
		callback.awaitCall();
		this.fleet.advanceSeconds(59);
		assertThat(a.service().troubles()).isEmpty();
		this.fleet.advanceSeconds(11);
		callback.awaitInterrupt();
		Trouble trouble = only(a, Kind.RUN_OVERDUE);
		assertThat(trouble.lasting()).isEqualTo(Duration.ofSeconds(10));
		assertThat(trouble.description()).contains("long", "token " + this.fleet.token());
		assertThat(trouble.stack()).startsWith("callback").contains(BlockingCallback.class.getName());
		callback.answer(OperationResult.RELEASE);
		this.fleet.settle();
		assertThat(a.service().troubles()).isEmpty();
	}

	@Test
	void runOfAnEarlierLifeIsTold() throws Exception {
		BlockingCallback callback = BlockingCallback.stubborn();
		UnitProcess a = this.fleet.unit("a")
			.callback("long", Duration.ofSeconds(60), callback)
			.callbackExecutor(callback)
			.start();
		a.request("long");
		callback.awaitCall();
		a.engine().halt();
		a.engine().begin();
		this.fleet.advanceSeconds(70);
		assertThat(a.service().troubles()).extracting(Trouble::kind).containsExactly(Kind.NOT_JOINED, Kind.RUN_OVERDUE);
		assertThat(a.service().troubles().get(0).description()).contains("a callback of an earlier life");
		callback.answer(OperationResult.RELEASE);
		this.fleet.advanceSeconds(20);
		assertThat(a.service().troubles()).isEmpty();
	}

	@Test
	void silentHintsAreTold() {
		UnitProcess a = this.fleet.start("a").get(0);
		a.link.hints.lose((hint) -> true);
		this.fleet.advanceSeconds(30);
		assertThat(only(a, Kind.HINTS_SILENT).lasting()).isPositive().isLessThan(Duration.ofSeconds(30));
		a.link.hints.mend();
		this.fleet.advanceSeconds(6);
		assertThat(a.service().troubles()).isEmpty();
	}

	@Test
	void entriesThatWereSetAsideAreTold() {
		UnitProcess a = this.fleet.start("a").get(0);
		this.fleet.damage().writeOperations("a", "[1,2]");
		a.request("reload");
		this.fleet.advanceSeconds(10);
		assertThat(only(a, Kind.ENTRIES_SET_ASIDE).description()).startsWith("2 entries");
	}

	@Test
	void entriesThatWereSetAsideInAnEarlierLifeAreTold() {
		UnitProcess a = this.fleet.start("a").get(0);
		this.fleet.damage().writeOperations("a", "[1,2,3]");
		a.request("reload");
		a.stop();
		UnitProcess next = this.fleet.unit("a").start();
		this.fleet.beat();
		assertThat(only(next, Kind.ENTRIES_SET_ASIDE).description()).startsWith("3 entries");
	}

	@Test
	void storeThatForgotIsToldForALease() {
		UnitProcess a = this.fleet.start("a").get(0);
		this.fleet.loseStore();
		this.fleet.beat();
		assertThat(only(a, Kind.STORE_LOST).description()).contains("store-id");
		this.fleet.advance(EngineFleet.LEASE);
		assertThat(a.service().troubles()).isEmpty();
	}

	private static Trouble only(UnitProcess unit, Kind kind) {
		List<Trouble> troubles = unit.service().troubles();
		assertThat(troubles).extracting(Trouble::kind).containsExactly(kind);
		return troubles.get(0);
	}

	private static HeartbeatAnswer silent(HeartbeatAnswer answer, Duration silence) {
		return new HeartbeatAnswer(answer.status(), answer.twin(), answer.time(), answer.leader(), answer.term(),
				answer.leading(), silence, answer.issued(), answer.held(), answer.storeId(), answer.rev(),
				answer.schema(), answer.lost(), answer.work(), answer.nextDue(), answer.changes());
	}

	private static HeartbeatAnswer ofALaterVersion(HeartbeatAnswer answer) {
		return new HeartbeatAnswer(answer.status(), answer.twin(), answer.time(), answer.leader(), answer.term(),
				answer.leading(), answer.leaderSilence(), answer.issued(), answer.held(), answer.storeId(),
				answer.rev(), 99, answer.lost(), answer.work(), answer.nextDue(), answer.changes());
	}

}
