package io.github.rollingops.engine;

import java.time.Duration;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.event.GrantLostEvent;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.RollingOpsEvent;
import io.github.rollingops.event.RollingOpsLockGrantedEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A unit stops trusting its grant before anybody else may think that it is gone.
 */
class LostGrantTests {

	private final EngineFleet fleet = new EngineFleet();

	private final UnitProcess leader = this.fleet.unit("leader").start();

	private final BlockingCallback callback = BlockingCallback.stubborn();

	private final UnitProcess unit = this.fleet.unit("unit")
		.callback("long", this.callback)
		.callbackExecutor(this.callback)
		.start();

	@Test
	void callbackIsInterruptedAtTheDeadlineAndTheEventComesBeforeTheNextGrant() throws Exception {
		OperationContext context = run();
		this.leader.request("reload");
		this.unit.link.cut();
		this.fleet.advance(EngineFleet.RENEW_DEADLINE);
		this.callback.awaitInterrupt();
		assertThat(context.isGranted()).isFalse();
		assertThat(this.fleet.holder()).isEqualTo("unit");
		assertThat(this.unit.events(GrantLostEvent.class)).singleElement()
			.satisfies((event) -> assertThat(event.fencingToken()).isEqualTo(context.fencingToken()));
		assertThat(this.leader.runs).isEmpty();
		this.fleet.advance(Duration.ofSeconds(8));
		assertThat(this.leader.runs).hasSize(1);
		assertThat(this.fleet.events).extracting(RollingOpsEvent::getClass)
			.containsSubsequence(GrantLostEvent.class, RollingOpsLockGrantedEvent.class);
	}

	@Test
	void runIsGrantedAsLongAsHeartbeatsAreAnswered() throws Exception {
		OperationContext context = run();
		this.fleet.advance(Duration.ofMinutes(5));
		assertThat(context.isGranted()).isTrue();
		assertThat(context.remaining()).isBetween(Duration.ofSeconds(6), EngineFleet.RENEW_DEADLINE);
		assertThat(this.callback.isInterrupted()).isFalse();
		assertThat(this.unit.events(GrantLostEvent.class)).isEmpty();
	}

	@Test
	void deadlineCountsFromBeforeTheHeartbeatWasSent() throws Exception {
		OperationContext context = run();
		this.unit.link.delay(Step.HEARTBEAT, Duration.ofSeconds(6));
		this.fleet.advance(Duration.ofSeconds(9));
		this.unit.link.cut();
		assertThat(context.remaining()).isLessThanOrEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void lostRunStaysLostWhateverALaterHeartbeatIsTold() throws Exception {
		OperationContext context = run();
		this.unit.link.cut();
		this.fleet.advance(EngineFleet.RENEW_DEADLINE);
		assertThat(context.isGranted()).isFalse();
		this.unit.link.mend();
		this.fleet.advance(Duration.ofSeconds(1));
		assertThat(this.fleet.holder()).isEqualTo("unit");
		assertThat(this.unit.link.lastSent(HeartbeatCommand.class).known().running()).isNull();
		assertThat(context.isGranted()).isFalse();
		assertThat(context.remaining()).isZero();
		assertThat(this.unit.events(GrantLostEvent.class)).hasSize(1);
	}

	@Test
	void runLosesItsGrantInASuspensionAlthoughTheHeartbeatComesFirst() throws Exception {
		OperationContext context = run();
		this.unit.pause();
		this.fleet.advance(Duration.ofSeconds(11));
		this.unit.resume();
		assertThat(this.fleet.holder()).isEqualTo("unit");
		assertThat(context.isGranted()).isFalse();
		this.callback.awaitInterrupt();
		assertThat(this.unit.events(GrantLostEvent.class)).hasSize(1);
	}

	@Test
	void runLosesItsGrantInASuspensionBetweenAHeartbeatAndItsAnswer() throws Exception {
		OperationContext context = run();
		this.unit.link.changeAnswer(Step.HEARTBEAT, (HeartbeatAnswer answer) -> {
			this.unit.pause();
			this.fleet.advance(Duration.ofMillis(9_900));
			this.unit.resumeLater();
			return answer;
		});
		this.fleet.beat();
		assertThat(context.isGranted()).isFalse();
		this.callback.awaitInterrupt();
	}

	@Test
	void resultOfALostRunCountsWhileItsTokenStands() throws Exception {
		OperationContext context = run();
		this.unit.link.cut();
		this.fleet.advance(EngineFleet.RENEW_DEADLINE);
		this.callback.answer(OperationResult.RELEASE);
		this.fleet.settle();
		this.unit.link.mend();
		this.fleet.advance(Duration.ofSeconds(1));
		assertThat(this.unit.events(OperationCompletedEvent.class)).singleElement()
			.satisfies((event) -> assertThat(event.fencingToken()).isEqualTo(context.fencingToken()));
		assertThat(this.fleet.databag("unit").queue().isEmpty()).isTrue();
	}

	@Test
	void resultOfALostRunDoesNotCountOnceItsTokenIsReleased() throws Exception {
		OperationContext context = run();
		this.unit.link.cut();
		this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
		assertThat(this.fleet.holder()).isNull();
		this.callback.answer(OperationResult.RELEASE);
		this.unit.link.mend();
		this.fleet.advance(EngineFleet.LEASE);
		assertThat(this.unit.events(OperationCompletedEvent.class)).isEmpty();
		OperationContext second = this.callback.awaitCall();
		assertThat(second.attempt()).isEqualTo(1);
		assertThat(second.fencingToken()).isGreaterThan(context.fencingToken());
	}

	@Test
	void runWhoseTokenIsNoLongerNamedIsInterrupted() throws Exception {
		run();
		this.unit.link.changeAnswer(Step.HEARTBEAT, (HeartbeatAnswer answer) -> naming(answer, answer.issued()));
		this.fleet.beat();
		this.callback.awaitInterrupt();
		assertThat(this.unit.events(GrantLostEvent.class)).hasSize(1);
	}

	@Test
	void answerFromBeforeTheTokenWasIssuedSaysNothingAboutIt() throws Exception {
		OperationContext context = run();
		this.unit.link.changeAnswer(Step.HEARTBEAT, (HeartbeatAnswer answer) -> naming(answer, answer.issued() - 1));
		this.fleet.beat();
		assertThat(context.isGranted()).isTrue();
		assertThat(this.callback.isInterrupted()).isFalse();
	}

	@Test
	void interruptDoesNotReachWhatTheThreadDoesNext() throws Exception {
		run();
		this.callback.answer(OperationResult.RELEASE);
		this.fleet.advance(Duration.ofMinutes(1));
		assertThat(this.callback.isInterrupted()).isFalse();
		assertThat(this.unit.link.sent(FinishCommand.class)).hasSize(1);
	}

	private OperationContext run() throws InterruptedException {
		this.unit.request("long");
		return this.callback.awaitCall();
	}

	private static HeartbeatAnswer naming(HeartbeatAnswer answer, long issued) {
		return new HeartbeatAnswer(answer.status(), null, answer.time(), answer.leader(), answer.term(),
				answer.leading(), answer.leaderSilence(), issued, null, answer.storeId(), answer.rev(), answer.schema(),
				false, answer.work(), answer.nextDue(), answer.changes());
	}

}
