package io.github.rollingops.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.rollingops.LockRequest;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.Hint;
import io.github.rollingops.databag.LeaveCommand;
import io.github.rollingops.databag.UnitDatabag.Place;
import io.github.rollingops.engine.FaultyStore.Read;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.engine.FaultyStore.Unsubscribe;
import io.github.rollingops.event.GrantLostEvent;
import io.github.rollingops.event.LeadershipChangedEvent;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.UnitLeftEvent;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StoppingTests {

	private final EngineFleet fleet = new EngineFleet();

	private final UnitProcess a = this.fleet.unit("a").start();

	private final UnitProcess b = this.fleet.unit("b").start();

	@Test
	void subscriptionThatIsSlowToEndDelaysNoLeave() {
		this.b.stop();
		assertThat(this.b.link.sent(Object.class)).last().isInstanceOf(Unsubscribe.class);
		assertThat(this.b.link.sent(LeaveCommand.class)).hasSize(1);
	}

	@Test
	void unitLeavesAtOnceAndItsWorkWaitsForItsReturn() {
		this.a.holdCallbacks();
		this.a.request("reload");
		this.b.request("reload");
		this.b.stop();
		assertThat(this.b.link.sent(LeaveCommand.class)).hasSize(1);
		assertThat(this.b.events(UnitLeftEvent.class)).containsExactly(new UnitLeftEvent("default", "b", false));
		assertThat(this.fleet.databag("b").live()).isFalse();
		this.a.letCallbacksReturn();
		assertThat(this.fleet.turns).containsExactly("a");
		this.b.start();
		assertThat(this.fleet.turns).containsExactly("a", "b");
	}

	@Test
	void unitLeavesThoughItsDatabagCannotBeRead() {
		this.a.service().requestLockOn(List.of("b"), LockRequest.of("reload"));
		this.b.link.onSend(Read.class, (read) -> {
			throw new IllegalStateException("unreadable");
		});
		this.b.engine().drain();
		CompletableFuture<?> left = this.b.engine().leave();
		this.fleet.settle();
		assertThat(left).isCompleted();
		assertThat(this.b.link.sent(LeaveCommand.class)).hasSize(1);
	}

	@Test
	void unitThatGivesUpBeatsNoLongerThoughItsDatabagCannotBeRead() {
		this.a.service().requestLockOn(List.of("b"), LockRequest.of("reload"));
		this.b.link.onSend(Read.class, (read) -> {
			throw new IllegalStateException("unreadable");
		});
		this.b.engine().drain();
		this.b.engine().halt();
		this.fleet.settle();
		this.b.link.forgetSent();
		this.fleet.advanceSeconds(30);
		assertThat(this.b.link.sent(HeartbeatCommand.class)).isEmpty();
	}

	@Test
	void drainingUnitGivesItsLeadershipUpAndAnotherLeadsAtOnce() {
		this.a.engine().drain();
		this.fleet.settle();
		assertThat(this.fleet.leader()).isEqualTo("b");
		assertThat(this.a.events(LeadershipChangedEvent.class)).extracting(LeadershipChangedEvent::leading)
			.containsExactly(true, false);
		assertThat(this.a.link.lastSent(HeartbeatCommand.class).draining()).isTrue();
	}

	@Test
	void leaverGivesItsLeadershipUpAndAnotherLeadsAtOnce() {
		this.a.engine().leave();
		this.fleet.settle();
		assertThat(this.fleet.leader()).isEqualTo("b");
	}

	@Test
	void drainingUnitIsGrantedNothing() {
		this.b.engine().drain();
		this.b.request("reload");
		this.fleet.advanceSeconds(30);
		assertThat(this.b.runs).isEmpty();
		assertThat(this.fleet.databag("b").place()).isEqualTo(Place.PARKED);
	}

	@Test
	void drainingUnitHandsBackAGrantThatItHasNotStarted() {
		this.b.link.hints.hold(Hint.Granted.class::isInstance);
		this.b.request("reload");
		assertThat(this.fleet.holder()).isEqualTo("b");
		this.b.engine().drain();
		this.b.link.hints.release();
		this.fleet.settle();
		assertThat(this.b.link.lastSent(FinishCommand.class).result()).isEqualTo(Result.UNRUN);
		assertThat(this.b.link.lastSent(FinishCommand.class).draining()).isTrue();
		assertThat(this.fleet.holder()).isNull();
		assertThat(this.b.runs).isEmpty();
		assertThat(this.fleet.databag("b").queue().peek().attempt()).isZero();
	}

	@Test
	void drainingUnitHandsBackARetryThatIsNotDueYet() {
		this.b.answer(OperationResult.RETRY_HOLD, OperationResult.RETRY_HOLD);
		this.b.request("reload");
		this.a.request("reload");
		assertThat(this.fleet.holder()).isEqualTo("b");
		this.b.link.loseRequest(Step.HEARTBEAT);
		this.b.engine().drain();
		this.fleet.settle();
		assertThat(this.fleet.turns).containsExactly("b", "b", "a");
	}

	@Test
	void runningCallbackEndsBeforeItsUnitLeaves() throws Exception {
		BlockingCallback callback = BlockingCallback.obedient();
		UnitProcess c = unitInACallback(callback);
		c.stop();
		this.fleet.advanceSeconds(30);
		assertThat(c.link.sent(LeaveCommand.class)).isEmpty();
		assertThat(this.fleet.holder()).isEqualTo("c");
		assertThat(callback.isInterrupted()).isFalse();
		callback.answer(OperationResult.RELEASE);
		this.fleet.settle();
		assertThat(c.events(OperationCompletedEvent.class)).hasSize(1);
		assertThat(c.link.sent(LeaveCommand.class)).hasSize(1);
		assertThat(this.fleet.databag("c").live()).isFalse();
		assertThat(this.fleet.holder()).isNull();
	}

	@Test
	void noLeaveUnderACallbackThatBeganWhileTheLeaveWaited() throws Exception {
		BlockingCallback callback = BlockingCallback.obedient();
		UnitProcess c = this.fleet.unit("c").callback("long", callback).callbackExecutor(callback).start();
		// The grant stands in the mailbox already when the unit is told to leave.
		c.link.hints.onPass(Hint.Granted.class, () -> c.engine().leave());
		c.request("long");
		callback.awaitCall();
		assertThat(c.link.sent(LeaveCommand.class)).isEmpty();
		callback.answer(OperationResult.RELEASE);
		this.fleet.settle();
		assertThat(c.link.sent(LeaveCommand.class)).hasSize(1);
		assertThat(this.fleet.databag("c").queue().isEmpty()).isTrue();
	}

	@Test
	void outcomeThatGotNoAnswerIsSentAgainBeforeTheLeave() {
		this.b.link.loseRequest(Step.FINISH);
		this.b.request("reload");
		this.b.link.loseRequest(Step.HEARTBEAT);
		this.b.stop();
		assertThat(this.b.events(OperationCompletedEvent.class)).hasSize(1);
		assertThat(this.fleet.databag("b").queue().isEmpty()).isTrue();
	}

	@Test
	void haltSendsNoLeaveAndLetsMembershipAndGrantLapse() throws Exception {
		BlockingCallback callback = BlockingCallback.stubborn();
		UnitProcess c = unitInACallback(callback);
		this.a.request("reload");
		c.stop();
		c.engine().halt();
		this.fleet.settle();
		callback.awaitInterrupt();
		int heartbeats = c.link.sent(HeartbeatCommand.class).size();
		assertThat(c.events(GrantLostEvent.class)).hasSize(1);
		assertThat(this.fleet.holder()).isEqualTo("c");
		this.fleet.advanceSeconds(8);
		assertThat(this.a.runs).isEmpty();
		this.fleet.advanceSeconds(10);
		assertThat(this.a.runs).hasSize(1);
		assertThat(c.link.sent(LeaveCommand.class)).isEmpty();
		assertThat(c.link.sent(HeartbeatCommand.class)).hasSize(heartbeats);
	}

	@Test
	void processJoinsAgainOnlyWhenTheThreadOfItsCallbackHasReturned() throws Exception {
		BlockingCallback callback = BlockingCallback.stubborn();
		UnitProcess c = unitInACallback(callback);
		c.stop();
		c.engine().halt();
		c.begin();
		int heartbeats = c.link.sent(HeartbeatCommand.class).size();
		this.fleet.advanceSeconds(60);
		assertThat(c.link.sent(HeartbeatCommand.class)).hasSize(heartbeats);
		assertThat(this.fleet.databag("c").live()).isFalse();
		callback.answer(OperationResult.RELEASE);
		this.fleet.settle();
		assertThat(this.fleet.databag("c").live()).isTrue();
		assertThat(callback.awaitCall().attempt()).isEqualTo(1);
	}

	@Test
	void startDoesNotWaitForALifeThatCannotBeginYet() throws Exception {
		BlockingCallback callback = BlockingCallback.stubborn();
		UnitProcess c = unitInACallback(callback);
		c.stop();
		c.engine().halt();
		GroupSettings settings = GroupSettings.DEFAULT;
		c.settings(new GroupSettings(Duration.ofHours(2), Duration.ofHours(1), settings.heartbeatInterval(),
				settings.commandTimeout(), settings.retries(), settings.limits()));
		int heartbeats = c.link.sent(HeartbeatCommand.class).size();
		c.engine().phases().get(1).start();
		assertThat(c.link.sent(HeartbeatCommand.class)).hasSize(heartbeats);
		callback.answer(OperationResult.RELEASE);
		this.fleet.settle();
		assertThat(c.link.sent(HeartbeatCommand.class)).hasSizeGreaterThan(heartbeats);
	}

	@Test
	void lifeThatIsStoppedBeforeItCouldBeginNeverJoins() throws Exception {
		BlockingCallback callback = BlockingCallback.stubborn();
		UnitProcess c = unitInACallback(callback);
		c.stop();
		c.engine().halt();
		c.begin();
		this.fleet.advanceSeconds(60);
		int heartbeats = c.link.sent(HeartbeatCommand.class).size();
		c.stop();
		c.engine().halt();
		callback.answer(OperationResult.RELEASE);
		this.fleet.advanceSeconds(10);
		assertThat(c.link.sent(HeartbeatCommand.class)).hasSize(heartbeats);
		assertThat(c.link.openSubscriptions()).isZero();
	}

	@Test
	void nothingIsStartedAfterAHalt() {
		this.b.answer(OperationResult.RETRY_HOLD, OperationResult.RETRY_HOLD);
		this.b.request("reload");
		this.b.engine().halt();
		this.fleet.advanceSeconds(5);
		assertThat(this.b.runs).hasSize(2);
	}

	@Test
	void stoppedUnitTakesNoRequests() {
		this.b.stop();
		assertThatExceptionOfType(RollingOpsNoRelationException.class)
			.isThrownBy(() -> this.b.service().requestLock("reload"))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.NOT_STARTED));
	}

	@Test
	void eachStartIsANewLifeUnderANewBoot() {
		String first = this.fleet.databag("b").bootId();
		this.b.stop();
		this.b.start();
		assertThat(this.fleet.databag("b").bootId()).isNotEqualTo(first);
		this.b.request("reload");
		assertThat(this.b.runs).hasSize(1);
		assertThat(this.b.link.openSubscriptions()).isEqualTo(1);
	}

	@Test
	void lateHeartbeatOfALifeThatHasLeftResurrectsNothing() {
		this.b.link.holdBack(Step.HEARTBEAT);
		this.fleet.beat();
		this.b.stop();
		this.b.link.deliverLate();
		assertThat(this.fleet.databag("b").live()).isFalse();
	}

	@Test
	void lateLeaveOfTheLastLifeDoesNotEndThisOne() {
		this.b.link.holdBack(Step.LEAVE);
		this.b.stop();
		this.fleet.advance(EngineFleet.LEASE);
		this.b.start();
		assertThat(this.fleet.databag("b").live()).isTrue();
		this.b.link.deliverLate();
		assertThat(this.fleet.databag("b").live()).isTrue();
	}

	@Test
	void phasesDrainBeforeTheyLeaveAndGiveUpLast() {
		List<SmartLifecycle> phases = this.a.engine().phases();
		assertThat(phases).extracting(SmartLifecycle::getPhase)
			.containsExactly(Integer.MAX_VALUE, Integer.MAX_VALUE - 3072, Integer.MAX_VALUE - 4096)
			.isSortedAccordingTo((first, second) -> Integer.compare(second, first));
		phases.get(0).stop();
		this.fleet.settle();
		assertThat(this.fleet.databag("a").draining()).isTrue();
		boolean[] left = new boolean[1];
		phases.get(1).stop(() -> left[0] = true);
		assertThat(left[0]).isFalse();
		this.fleet.settle();
		assertThat(left[0]).isTrue();
		assertThat(this.fleet.databag("a").live()).isFalse();
	}

	private UnitProcess unitInACallback(BlockingCallback callback) throws InterruptedException {
		UnitProcess c = this.fleet.unit("c").callback("long", callback).callbackExecutor(callback).start();
		c.request("long", Map.of("part", 1));
		OperationContext context = callback.awaitCall();
		assertThat(context.isGranted()).isTrue();
		return c;
	}

}
