package io.github.rollingops.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationRetryScheduledEvent;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Whatever becomes of a token, the group hears of it in the end, and counts it once.
 */
class OutcomeTests {

	private final EngineFleet fleet = new EngineFleet();

	@Test
	void outcomeThatWasLostIsSentAgainWhenItsTokenIsNamedAsHeld() {
		UnitProcess a = this.fleet.unit("a").start();
		a.link.loseRequest(Step.FINISH);
		a.request("reload");
		assertThat(this.fleet.holder()).isEqualTo("a");
		this.fleet.advanceSeconds(1);
		assertThat(this.fleet.holder()).isNull();
		assertThat(a.runs).hasSize(1);
		assertThat(a.events(OperationCompletedEvent.class)).hasSize(1);
	}

	@Test
	void outcomeIsSentAgainAsOftenAsItTakes() {
		UnitProcess a = this.fleet.unit("a").start();
		for (int i = 0; i < 5; i++) {
			a.link.loseRequest(Step.FINISH);
		}
		a.request("reload");
		this.fleet.advanceSeconds(10);
		assertThat(this.fleet.holder()).isNull();
		assertThat(a.runs).hasSize(1);
	}

	@Test
	void outcomeWhoseAnswerWasLostCountsOnce() {
		UnitProcess a = this.fleet.unit("a").start();
		a.answer(OperationResult.RETRY_RELEASE);
		a.link.loseReply(Step.FINISH);
		a.request("reload");
		this.fleet.beat();
		assertThat(a.runs).extracting(OperationContext::attempt).containsExactly(0, 1);
		assertThat(this.fleet.databag("a").queue().isEmpty()).isTrue();
	}

	@Test
	void holdWhoseAnswerWasLostGoesOnUnderItsNewToken() {
		UnitProcess a = this.fleet.unit("a").start();
		a.answer(OperationResult.RETRY_HOLD);
		a.link.loseReply(Step.FINISH);
		a.request("reload");
		this.fleet.advanceSeconds(1);
		assertThat(a.runs).extracting(OperationContext::attempt).containsExactly(0, 1);
		assertThat(a.runs.get(1).fencingToken()).isGreaterThan(a.runs.get(0).fencingToken());
	}

	@Test
	void outcomeThatArrivesLateIsStaleOnceItWasSentAgain() {
		UnitProcess a = this.fleet.unit("a").start();
		a.answer(OperationResult.RETRY_RELEASE);
		a.link.holdBack(Step.FINISH);
		a.request("reload");
		this.fleet.advanceSeconds(5);
		a.link.deliverLate();
		this.fleet.beat();
		assertThat(a.runs).extracting(OperationContext::attempt).containsExactly(0, 1);
	}

	@Test
	void tokenForWhichThereIsNoThreadIsHandedBackAndCountsNoAttempt() {
		List<Runnable> refused = new ArrayList<>();
		UnitProcess a = this.fleet.unit("a").callbackExecutor((task) -> {
			if (refused.isEmpty()) {
				refused.add(task);
				throw new RejectedExecutionException("full");
			}
			task.run();
		}).start();
		a.request("reload");
		assertThat(a.link.sent(FinishCommand.class)).extracting(FinishCommand::result).containsExactly(Result.UNRUN);
		assertThat(this.fleet.holder()).isNull();
		this.fleet.beat();
		this.fleet.beat();
		assertThat(a.runs).singleElement().satisfies((run) -> assertThat(run.attempt()).isZero());
		assertThat(a.events(OperationRetryScheduledEvent.class)).isEmpty();
	}

	@Test
	void tokenIsHandedBackAlsoWhereNoThreadCanBeMade() {
		List<Runnable> refused = new ArrayList<>();
		UnitProcess a = this.fleet.unit("a").callbackExecutor((task) -> {
			if (refused.isEmpty()) {
				refused.add(task);
				throw new OutOfMemoryError("unable to create native thread");
			}
			task.run();
		}).start();
		a.request("reload");
		assertThat(this.fleet.holder()).isNull();
		// An executor may keep what it has refused.
		refused.get(0).run();
		assertThat(a.runs).isEmpty();
		this.fleet.advanceSeconds(6);
		assertThat(a.runs).singleElement().satisfies((run) -> assertThat(run.attempt()).isZero());
	}

	@Test
	void runThatCannotBeWatchedIsNotBegun() throws Exception {
		TaskScheduler refusing = mock();
		given(refusing.getClock()).willReturn(Clock.systemUTC());
		given(refusing.schedule(any(Runnable.class), any(Instant.class))).willThrow(new TaskRejectedException("full"));
		UnitProcess a = this.fleet.unit("a").watchdogScheduler(refusing).start();
		a.request("reload");
		assertThat(a.link.sent(FinishCommand.class)).extracting(FinishCommand::result).containsExactly(Result.UNRUN);
		this.fleet.beat();
		assertThat(a.runs).isEmpty();
	}

	@Test
	void busyUnitHandsBackWhatItIsGrantedAllTheSame() throws Exception {
		BlockingCallback callback = BlockingCallback.stubborn();
		UnitProcess a = busyUnitThatIsGrantedTheLock(callback);
		FinishCommand handBack = a.link.lastSent(FinishCommand.class);
		assertThat(handBack.result()).isEqualTo(Result.UNRUN);
		assertThat(handBack.busy()).isTrue();
		assertThat(callback.isCalled()).isFalse();
		assertThat(this.fleet.holder()).isNull();
	}

	@Test
	void tokenHandedBackIsNeverStartedWhoeverNamesIt() throws Exception {
		BlockingCallback callback = BlockingCallback.stubborn();
		this.handBacksToLose = 1;
		UnitProcess a = busyUnitThatIsGrantedTheLock(callback);
		long token = this.fleet.token();
		assertThat(a.link.lastSent(FinishCommand.class).token()).isEqualTo(token);
		callback.answer(OperationResult.RELEASE);
		this.fleet.settle();
		// A beat may have come by now, and another grant with it.
		assertThat(callback.tokens()).doesNotContain(token);
		this.fleet.advanceSeconds(1);
		assertThat(a.link.sent(FinishCommand.class)).filteredOn((finish) -> finish.token() == token)
			.extracting(FinishCommand::result)
			.containsOnly(Result.UNRUN)
			.hasSize(2);
		this.fleet.beat();
		OperationContext next = callback.awaitCall();
		assertThat(next.fencingToken()).isGreaterThan(token);
		assertThat(next.attempt()).isEqualTo(1);
	}

	@Test
	void handBackIsBurntBeforeItIsSent() throws Exception {
		BlockingCallback callback = BlockingCallback.stubborn();
		List<Long> burntWhenSent = new ArrayList<>();
		UnitProcess a = unitWith(callback);
		a.link.onSend(FinishCommand.class, (finish) -> burntWhenSent.add(a.startedToken()));
		becomeBusyAndGranted(a, callback);
		assertThat(burntWhenSent).containsExactly(a.link.lastSent(FinishCommand.class).token());
	}

	private int handBacksToLose;

	/**
	 * The unit has lost its grant, its callback runs on all the same, and the store,
	 * which is kept from hearing that the unit is busy, grants it the lock again.
	 */
	private UnitProcess busyUnitThatIsGrantedTheLock(BlockingCallback callback) throws InterruptedException {
		UnitProcess a = unitWith(callback);
		becomeBusyAndGranted(a, callback);
		return a;
	}

	private UnitProcess unitWith(BlockingCallback callback) {
		this.fleet.unit("leader").start();
		return this.fleet.unit("a").callback("long", callback).callbackExecutor(callback).start();
	}

	private void becomeBusyAndGranted(UnitProcess a, BlockingCallback callback) throws InterruptedException {
		a.request("long");
		callback.awaitCall();
		a.link.cut();
		this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
		callback.awaitInterrupt();
		a.link.mend();
		a.link.hideBusy(true);
		for (int i = 0; i < this.handBacksToLose; i++) {
			a.link.loseRequest(Step.FINISH);
		}
		this.fleet.advanceSeconds(1);
		a.link.hideBusy(false);
	}

}
