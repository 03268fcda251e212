package io.github.rollingops.engine;

import java.time.Duration;

import io.github.rollingops.LockRequest;
import io.github.rollingops.OperationResult;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.Hint;
import io.github.rollingops.databag.ScheduleCommand;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.event.LeadershipChangedEvent;
import io.github.rollingops.event.StaleGrantReleasedEvent;
import io.github.rollingops.event.UnitLeftEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LeadershipTests {

	private final EngineFleet fleet = new EngineFleet();

	private final UnitProcess a = this.fleet.unit("a").start();

	private final UnitProcess b = this.fleet.unit("b").start();

	private final UnitProcess c = this.fleet.unit("c").start();

	@Test
	void firstUnitLeadsAndSchedulesAtOnce() {
		assertThat(this.fleet.leader()).isEqualTo("a");
		assertThat(this.a.events(LeadershipChangedEvent.class))
			.containsExactly(new LeadershipChangedEvent("default", "a", true, 1));
		assertThat(this.a.link.sent(ScheduleCommand.class)).isNotEmpty();
		assertThat(this.b.events(LeadershipChangedEvent.class)).isEmpty();
	}

	@Test
	void onlyTheLeaderSchedules() {
		this.b.service().requestLockOnAllUnits(LockRequest.of("reload"));
		this.fleet.advanceSeconds(30);
		assertThat(this.b.link.sent(ScheduleCommand.class)).isEmpty();
		assertThat(this.c.link.sent(ScheduleCommand.class)).isEmpty();
	}

	@Test
	void leaderWithNothingToDoLeavesTheStoreAlone() {
		this.fleet.advanceSeconds(10);
		this.a.link.forgetSent();
		this.fleet.advanceSeconds(120);
		assertThat(this.a.link.sent(ScheduleCommand.class)).isEmpty();
	}

	@Test
	void anotherLeadsWhenTheLeaderIsGone() {
		this.a.kill();
		this.b.request("reload");
		assertThat(this.b.runs).isEmpty();
		this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
		assertThat(this.fleet.leader()).isIn("b", "c");
		assertThat(this.b.runs).hasSize(1);
		assertThat(this.fleet.databag().term()).isEqualTo(2);
	}

	@Test
	void holderThatIsGoneLosesItsGrantAndTheNextUnitRuns() {
		this.c.holdCallbacks();
		this.c.request("reload");
		this.b.request("reload");
		this.c.kill();
		this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
		assertThat(this.a.events(StaleGrantReleasedEvent.class)).hasSize(1);
		assertThat(this.a.events(UnitLeftEvent.class)).containsExactly(new UnitLeftEvent("default", "c", true));
		assertThat(this.b.runs).hasSize(1);
	}

	@Test
	void pausedLeaderStallsNobodyWhoHasTheBaton() {
		this.b.holdCallbacks();
		this.b.request("reload");
		this.c.request("reload");
		this.a.pause();
		this.b.letCallbacksReturn();
		assertThat(this.fleet.turns).containsExactly("b", "c");
	}

	@Test
	void lateStepsOfALeaderThatWasPausedChangeNothing() {
		this.a.link.holdBack(Step.SCHEDULE);
		this.b.holdCallbacks();
		this.b.request("reload");
		assertThat(this.fleet.holder()).isNull();
		this.a.pause();
		this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
		assertThat(this.fleet.holder()).isEqualTo("b");
		String leader = this.fleet.leader();
		long token = this.fleet.token();
		this.c.request("reload");
		this.a.link.deliverLate();
		this.fleet.settle();
		assertThat(this.fleet.token()).isEqualTo(token);
		this.a.resume();
		assertThat(this.fleet.leader()).isEqualTo(leader).isNotEqualTo("a");
		this.b.letCallbacksReturn();
		assertThat(this.fleet.turns).containsExactly("b", "c");
		assertThat(this.a.events(LeadershipChangedEvent.class)).extracting(LeadershipChangedEvent::leading)
			.containsExactly(true, false);
	}

	@Test
	void timerOfALeaderThatWasPausedFindsThatAnotherLeads() {
		this.b.answer(OperationResult.RETRY_RELEASE);
		this.b.request("reload");
		this.a.pause();
		this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
		assertThat(this.b.runs).hasSize(2);
		this.a.resume();
		assertThat(this.a.life().membership().trouble()).isNull();
		assertThat(this.a.events(LeadershipChangedEvent.class)).last()
			.satisfies((event) -> assertThat(event.leading()).isFalse());
	}

	@Test
	void leaderWhoseSchedulesAreLostIsRefusedItsLeaseAndAnotherSchedules() {
		this.a.link.onSend(ScheduleCommand.class, (schedule) -> this.a.link.loseRequest(Step.SCHEDULE));
		this.b.request("reload");
		assertThat(this.b.runs).isEmpty();
		this.fleet.advance(EngineFleet.RENEW_DEADLINE.plus(EngineFleet.HEARTBEAT).plus(EngineFleet.HEARTBEAT));
		assertThat(this.b.runs).hasSize(1);
		assertThat(this.fleet.leader()).isIn("b", "c");
		this.fleet.advanceSeconds(10);
		assertThat(this.fleet.leader()).isNotEqualTo("a");
	}

	@Test
	void leaderSchedulesBecauseAHeartbeatSaysThatWorkWaits() {
		this.a.link.hints.lose(Hint.Work.class::isInstance);
		this.b.request("reload");
		assertThat(this.b.runs).isEmpty();
		this.fleet.beat();
		assertThat(this.b.runs).hasSize(1);
	}

	@Test
	void scheduleThatWasLostIsMadeUpForAtTheNextHeartbeat() {
		this.a.link.loseRequest(Step.SCHEDULE);
		this.b.request("reload");
		assertThat(this.b.runs).isEmpty();
		this.fleet.beat();
		assertThat(this.b.runs).hasSize(1);
	}

	@Test
	void leaderWakesByItselfWhenARetryFallsDue() {
		this.b.answer(OperationResult.RETRY_RELEASE);
		this.b.request("reload");
		assertThat(this.b.runs).hasSize(1);
		this.fleet.advanceSeconds(1);
		assertThat(this.b.runs).hasSize(2);
		assertThat(this.a.link.sent(HeartbeatCommand.class).size()).isLessThan(3);
	}

	@Test
	void unitThatIsWokenByTheEndOfALeadershipLeadsWithoutWaiting() {
		this.a.stop();
		assertThat(this.fleet.leader()).isIn("b", "c");
		this.b.request("reload");
		assertThat(this.b.runs).hasSize(1);
	}

	@Test
	void unitThatLeadsAgainSchedulesAtOnce() {
		this.c.stop();
		this.a.link.cut();
		this.fleet.advanceSeconds(20);
		assertThat(this.fleet.leader()).isEqualTo("b");
		this.a.link.mend();
		this.fleet.advanceSeconds(2);
		this.a.link.forgetSent();
		this.b.stop();
		assertThat(this.fleet.leader()).isEqualTo("a");
		assertThat(this.a.link.sent(ScheduleCommand.class)).hasSize(1);
		assertThat(this.a.link.lastSent(ScheduleCommand.class).term()).isEqualTo(3);
	}

	@Test
	void leaderSeesByItsHeartbeatsAloneThatAHolderIsGone() {
		this.a.link.hints.lose(Hint.Work.class::isInstance);
		this.c.holdCallbacks();
		this.c.request("reload");
		this.fleet.beat();
		assertThat(this.fleet.holder()).isEqualTo("c");
		this.c.kill();
		this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
		assertThat(this.fleet.holder()).isNull();
		assertThat(this.fleet.leader()).isEqualTo("a");
	}

	@Test
	void leaderLooksAfterWhatDepartedUnitsLeftBehind() {
		this.c.stop();
		assertThat(this.fleet.databag().units()).extracting(UnitDatabag::unit).contains("c");
		this.fleet.advance(Duration.ofMinutes(66));
		assertThat(this.fleet.databag().units()).extracting(UnitDatabag::unit).containsExactly("a", "b");
	}

}
