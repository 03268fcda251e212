package io.github.rollingops.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.rollingops.LockRequest;
import io.github.rollingops.OperationResult;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.Held;
import io.github.rollingops.databag.Hint;
import io.github.rollingops.engine.FaultyStore.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A grant that somebody hears of too late may have been given to another since.
 */
class LateGrantTests {

	private final EngineFleet fleet = new EngineFleet();

	private final UnitProcess a = this.fleet.unit("a").start();

	private final UnitProcess b = this.fleet.unit("b").start();

	@Test
	void messageThatArrivesAfterTheRejoinStartsNothing() {
		suspendWithAMessageUnderWay();
		this.b.resume();
		assertThat(this.fleet.databag("b").live()).isTrue();
		this.b.link.hints.release();
		this.fleet.settle();
		assertThat(this.b.runs).isEmpty();
		assertThat(this.b.link.sent(FinishCommand.class)).isEmpty();
		assertThat(this.fleet.holder()).isEqualTo("a");
	}

	@Test
	void messageThatArrivesBeforeTheRejoinIsTestedAfterIt() {
		suspendWithAMessageUnderWay();
		this.b.link.hints.release();
		this.b.resume();
		assertThat(this.b.runs).isEmpty();
		assertThat(this.fleet.holder()).isEqualTo("a");
	}

	@Test
	void operationOfAGrantThatWasNeverStartedRunsLaterAndCountsNoAttempt() {
		suspendWithAMessageUnderWay();
		this.b.resume();
		this.b.link.hints.release();
		this.a.letCallbacksReturn();
		this.fleet.beat();
		assertThat(this.fleet.turns).containsExactly("a", "b");
		assertThat(this.b.runs.get(0).attempt()).isZero();
	}

	@Test
	void heartbeatOfBeforeTheGrantThatArrivesAfterItsReleaseHidesNoAttempt() {
		this.b.answer(OperationResult.RETRY_RELEASE);
		this.b.link.holdBack(Step.HEARTBEAT);
		this.b.life().beat();
		for (int i = 0; i < 40; i++) {
			this.b.link.loseRequest(Step.HEARTBEAT);
			this.b.link.loseRequest(Step.FINISH);
		}
		this.a.service().requestLockOn(List.of("b"), LockRequest.of("reload"));
		this.fleet.settle();
		assertThat(this.b.runs).hasSize(1);
		this.fleet.advanceSeconds(20);
		assertThat(this.fleet.holder()).isNull();
		this.b.link.deliverLate();
		this.fleet.advanceSeconds(60);
		assertThat(this.b.runs).hasSize(2);
		assertThat(this.b.runs.get(1).attempt()).isOne();
	}

	/**
	 * The lock is granted to b, which stands still before it hears of it, and for so long
	 * that a has the lock when b goes on.
	 */
	private void suspendWithAMessageUnderWay() {
		this.b.link.hints.hold(Hint.Granted.class::isInstance);
		this.b.request("reload");
		assertThat(this.fleet.holder()).isEqualTo("b");
		this.b.pause();
		this.fleet.advance(EngineFleet.LEASE);
		this.a.holdCallbacks();
		this.a.request("reload");
		this.fleet.beat();
		this.fleet.beat();
		assertThat(this.fleet.holder()).isEqualTo("a");
	}

	@Test
	void retryThatFellDueDuringASuspensionIsTestedWhenItStarts() {
		this.b.answer(OperationResult.RETRY_HOLD, OperationResult.RETRY_HOLD);
		this.b.request("reload");
		assertThat(this.b.runs).hasSize(2);
		assertThat(this.fleet.holder()).isEqualTo("b");
		this.b.pause();
		this.a.holdCallbacks();
		this.a.request("reload");
		this.fleet.advance(EngineFleet.LEASE.plusSeconds(6));
		assertThat(this.fleet.holder()).isEqualTo("a");
		this.b.resume();
		assertThat(this.b.runs).hasSize(2);
		this.a.letCallbacksReturn();
		assertThat(this.b.runs).hasSize(3);
	}

	@Test
	void grantNamedByALateAnswerToAFinishIsAHintToo() {
		this.b.holdCallbacks();
		this.b.request("reload", Map.of("part", 1));
		this.b.request("reload", Map.of("part", 2));
		this.a.holdCallbacks();
		this.b.link.delay(Step.FINISH, Duration.ofSeconds(25));
		this.fleet.later(Duration.ofSeconds(5), () -> this.a.service().requestLock("reload"));
		this.b.letCallbacksReturn();
		assertThat(this.fleet.holder()).isEqualTo("a");
		assertThat(this.b.runs).hasSize(1);
		this.a.letCallbacksReturn();
		this.fleet.beat();
		assertThat(this.fleet.turns).containsExactly("b", "a", "b");
	}

	@Test
	void messageForAnEarlierLifeIsIgnored() {
		this.b.request("reload");
		this.b.runs.clear();
		this.b.link.hints.deliver(new Hint.Granted("another-boot",
				new Held(this.fleet.databag().issued() + 1, "id", null, Duration.ZERO)));
		this.fleet.settle();
		assertThat(this.b.link.sent(FinishCommand.class)).hasSize(1);
	}

	@Test
	void repeatedMessageStartsNothingTwice() {
		this.b.request("reload");
		List<Hint> hints = List.copyOf(this.b.link.hints.seen());
		hints.forEach(this.b.link.hints::deliver);
		this.fleet.beat();
		hints.forEach(this.b.link.hints::deliver);
		this.fleet.beat();
		assertThat(this.b.runs).hasSize(1);
	}

	@Test
	void unitWithoutAHeartbeatToSpareRenewsBeforeItStarts() {
		this.b.link.cut();
		this.fleet.advance(Duration.ofSeconds(8));
		this.b.link.mend();
		int heartbeats = this.b.link.sent(HeartbeatCommand.class).size();
		this.b.request("reload");
		assertThat(this.b.runs).hasSize(1);
		assertThat(this.b.link.sent(HeartbeatCommand.class)).hasSize(heartbeats + 1);
	}

	@Test
	void runWhoseThreadCameAfterTheDeadlineIsNotBegun() {
		EngineFleet fleet = new EngineFleet();
		UnitProcess leader = fleet.unit("leader").start();
		UnitProcess late = fleet.unit("late").start();
		late.holdCallbacks();
		late.request("reload");
		late.link.cut();
		leader.holdCallbacks();
		leader.request("reload");
		fleet.advanceSeconds(20);
		assertThat(fleet.holder()).isEqualTo("leader");
		late.letCallbacksReturn();
		assertThat(late.runs).isEmpty();
		late.link.mend();
		leader.letCallbacksReturn();
		fleet.advanceSeconds(20);
		assertThat(late.runs).hasSize(1);
	}

}
