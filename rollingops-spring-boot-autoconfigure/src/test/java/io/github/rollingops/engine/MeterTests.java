package io.github.rollingops.engine;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.LockRequest;
import io.github.rollingops.OperationResult;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.metrics.RollingOpsMeter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the meters of each unit say while a fleet goes about its work.
 */
class MeterTests {

	private final EngineFleet fleet = new EngineFleet();

	private final MeasuredUnit leader = new MeasuredUnit(this.fleet, "a").start();

	private final MeasuredUnit other = new MeasuredUnit(this.fleet, "b").start();

	@Test
	void completedOperationIsCountedWhereItWasRequestedAndWhereItRan() {
		this.leader.process.service().requestLockOn(List.of("b"), LockRequest.of("reload"));
		this.fleet.settle();
		assertThat(this.leader.value(RollingOpsMeter.REQUESTED, "callback", "reload")).isEqualTo(1);
		assertThat(this.other.value(RollingOpsMeter.REQUESTED, "callback", "reload")).isZero();
		assertThat(this.leader.value(RollingOpsMeter.COMPLETED, "callback", "reload")).isZero();
		assertThat(this.other.value(RollingOpsMeter.COMPLETED, "callback", "reload")).isEqualTo(1);
		assertThat(this.other.value(RollingOpsMeter.OPERATION, "callback", "reload", "result", "release")).isEqualTo(1);
		assertThat(this.leader.value(RollingOpsMeter.REQUEST, "result", "enqueued")).isEqualTo(1);
	}

	@Test
	void waitIsCountedFromRequestToFirstGrant() {
		this.leader.process.holdCallbacks();
		this.leader.process.request("reload");
		this.other.process.answer(OperationResult.RETRY_RELEASE);
		this.other.process.request("reload");
		this.fleet.advanceSeconds(5);
		this.leader.process.letCallbacksReturn();
		this.fleet.advanceSeconds(60);
		assertThat(this.other.value(RollingOpsMeter.WAIT, "callback", "reload")).isEqualTo(1);
		assertThat(this.other.seconds(RollingOpsMeter.WAIT, "callback", "reload")).isBetween(4.9, 5.1);
	}

	@Test
	void retriesAndDropsAreCounted() {
		this.other.process.answer(OperationResult.RETRY_RELEASE, OperationResult.RETRY_HOLD);
		this.other.process.request(LockRequest.of("reload").withMaxRetry(1));
		this.fleet.advanceSeconds(60);
		assertThat(this.other.value(RollingOpsMeter.RETRIES, "callback", "reload")).isEqualTo(1);
		assertThat(this.other.value(RollingOpsMeter.DROPPED, "reason", "max-retry-exceeded")).isEqualTo(1);
		assertThat(this.other.value(RollingOpsMeter.OPERATION, "result", "retry-hold")).isEqualTo(1);
	}

	@Test
	void handOverIsMeasuredByWhoPassesTheTurnOn() {
		this.leader.process.holdCallbacks();
		this.leader.process.request("reload");
		this.other.process.request("reload");
		this.leader.process.link.delay(Step.FINISH, Duration.ofMillis(40));
		this.leader.process.letCallbacksReturn();
		this.fleet.advanceSeconds(1);
		assertThat(this.leader.value(RollingOpsMeter.HANDOVER)).isEqualTo(1);
		assertThat(this.leader.seconds(RollingOpsMeter.HANDOVER)).isEqualTo(0.04);
		assertThat(this.other.value(RollingOpsMeter.HANDOVER)).isZero();
	}

	@Test
	void turnAndQueueAreToldWhileTheOperationRuns() {
		this.other.process.holdCallbacks();
		this.other.process.request("reload");
		this.other.process.request(LockRequest.of("reload").withKwarg("force", true));
		this.fleet.advanceSeconds(4);
		assertThat(this.other.value(RollingOpsMeter.QUEUE)).isEqualTo(2);
		assertThat(this.leader.value(RollingOpsMeter.GROUP_QUEUE)).isEqualTo(2);
		assertThat(this.leader.value(RollingOpsMeter.GROUP_OLDEST)).isBetween(3.0, 4.1);
		assertThat(this.leader.value(RollingOpsMeter.GROUP_TURN)).isBetween(3.0, 4.1);
		assertThat(this.leader.value(RollingOpsMeter.GROUP_UNITS, "status", "granted")).isEqualTo(1);
		assertThat(this.leader.value(RollingOpsMeter.GROUP_UNITS, "status", "idle")).isEqualTo(1);
		assertThat(this.leader.value(RollingOpsMeter.HOLDING)).isZero();
		assertThat(this.other.value(RollingOpsMeter.HOLDING)).isEqualTo(1);
		this.other.process.letCallbacksReturn();
		this.fleet.advanceSeconds(4);
		assertThat(this.other.value(RollingOpsMeter.HOLDING)).isZero();
		assertThat(this.other.value(RollingOpsMeter.QUEUE)).isZero();
		assertThat(this.leader.value(RollingOpsMeter.GROUP_QUEUE)).isZero();
		assertThat(this.leader.value(RollingOpsMeter.GROUP_OLDEST)).isZero();
	}

	@Test
	void queueCountsWhatOthersRequested() {
		this.leader.process.holdCallbacks();
		this.leader.process.request("reload");
		this.leader.process.service().requestLockOn(List.of("b"), LockRequest.of("reload"));
		this.fleet.beat();
		assertThat(this.other.value(RollingOpsMeter.QUEUE)).isEqualTo(1);
	}

	@Test
	void groupIsToldByItsLeaderOnly() {
		assertThat(this.leader.value(RollingOpsMeter.GROUP_QUEUE)).isZero();
		assertThat(this.other.value(RollingOpsMeter.GROUP_QUEUE)).isNaN();
		assertThat(snapshots(this.other)).isZero();
	}

	@Test
	void leaderAsksTheStoreOnceInAHeartbeatIntervalHoweverOftenItIsLookedAt() {
		for (int i = 0; i < 10; i++) {
			this.leader.registry.scrape();
		}
		assertThat(snapshots(this.leader)).isEqualTo(1);
		this.fleet.beat();
		this.leader.registry.scrape();
		assertThat(snapshots(this.leader)).isEqualTo(2);
	}

	@Test
	void nobodyWhoLooksMeansNoCalls() {
		this.fleet.advance(Duration.ofMinutes(1));
		assertThat(snapshots(this.leader)).isZero();
	}

	@Test
	void leadershipMoves() {
		assertThat(this.leader.value(RollingOpsMeter.LEADING)).isEqualTo(1);
		assertThat(this.leader.value(RollingOpsMeter.LEADERSHIP_CHANGES)).isEqualTo(1);
		this.leader.process.stop();
		this.fleet.advanceSeconds(20);
		assertThat(this.leader.value(RollingOpsMeter.LEADING)).isZero();
		assertThat(this.other.value(RollingOpsMeter.LEADING)).isEqualTo(1);
		assertThat(this.other.value(RollingOpsMeter.LEADERSHIP_CHANGES)).isEqualTo(1);
		assertThat(this.other.value(RollingOpsMeter.GROUP_QUEUE)).isZero();
	}

	@Test
	void timeWithoutALeaderIsToldByMembers() {
		this.other.process.life().drain();
		this.leader.process.stop();
		this.fleet.advanceSeconds(30);
		assertThat(this.other.value(RollingOpsMeter.LEADERLESS)).isBetween(25.0, 30.0);
		assertThat(this.other.value(RollingOpsMeter.TROUBLE, "kind", "no-leader")).isBetween(25.0, 30.0);
		assertThat(this.other.value(RollingOpsMeter.TROUBLE, "kind", "not-joined")).isZero();
	}

	@Test
	void unitThatIsCutOffKnowsNothingOfTheGroup() {
		this.leader.process.link.cut();
		this.fleet.advanceSeconds(30);
		assertThat(this.leader.value(RollingOpsMeter.LEADERLESS)).isNaN();
		assertThat(this.leader.value(RollingOpsMeter.GROUP_QUEUE)).isNaN();
		assertThat(this.leader.value(RollingOpsMeter.TROUBLE, "kind", "not-joined")).isGreaterThan(10);
		assertThat(this.leader.value(RollingOpsMeter.LEADING)).isZero();
	}

	@Test
	void staleGrantAndDepartureAreCountedByTheLeader() {
		this.other.process.holdCallbacks();
		this.other.process.request("reload");
		this.other.process.kill();
		this.fleet.advanceSeconds(40);
		this.leader.process.request("reload");
		assertThat(this.leader.value(RollingOpsMeter.GRANTS_STALE)).isEqualTo(1);
		assertThat(this.leader.value(RollingOpsMeter.DEPARTED)).isEqualTo(1);
	}

	@Test
	void unitThatStandsStillIsNoticedBeforeItsLeaseEnds() {
		this.fleet.beat();
		assertThat(this.leader.value(RollingOpsMeter.GROUP_SILENCE)).isLessThanOrEqualTo(3);
		this.other.process.pause();
		this.fleet.advance(EngineFleet.HEARTBEAT.multipliedBy(2));
		assertThat(this.leader.value(RollingOpsMeter.GROUP_SILENCE)).isBetween(6.0, 9.0);
	}

	@Test
	void storeThatIsAwayIsMeasured() {
		double unreachable = this.leader.value(RollingOpsMeter.STORE_CALLS, "step", "heartbeat", "outcome",
				"unreachable");
		this.leader.process.link.cut();
		this.fleet.beat();
		assertThat(unreachable).isZero();
		assertThat(this.leader.value(RollingOpsMeter.STORE_CALLS, "step", "heartbeat", "outcome", "unreachable"))
			.isPositive();
	}

	private static double snapshots(MeasuredUnit unit) {
		return unit.value(RollingOpsMeter.STORE_CALLS, "step", "snapshot", "outcome", "answered");
	}

}
