package io.github.rollingops.test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequest;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationRetryScheduledEvent;
import io.github.rollingops.event.StaleGrantReleasedEvent;
import io.github.rollingops.event.StoreLostEvent;
import io.github.rollingops.event.UnitLeftEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RollingOpsFleetTests {

	private final Deque<OperationResult> answers = new ArrayDeque<>();

	private final List<OperationContext> runs = new ArrayList<>();

	private Runnable inRun = () -> {
	};

	private final RollingOpsFleet fleet = RollingOpsFleet
		.of(new RollingOperationRegistration("default", "reload", this::reload));

	private OperationResult reload(OperationContext context) {
		this.runs.add(context);
		this.inRun.run();
		OperationResult answer = this.answers.poll();
		return (answer != null) ? answer : OperationResult.RELEASE;
	}

	private void request(LockRequest request) {
		this.fleet.rollingOps().requestLock(request);
	}

	private void request() {
		request(LockRequest.of("reload"));
	}

	@Test
	void beginsWithAnIdleUnitAndNoEvents() {
		assertThat(this.fleet).hasNoOperation("reload").events().isEmpty();
		assertThat(this.fleet.rollingOps().snapshot().leader()).isEqualTo("unit");
	}

	@Test
	void runsNothingBeforeTheTestLetsIt() {
		request();
		assertThat(this.runs).isEmpty();
		assertThat(this.fleet).operation("reload").hasTheTurn();
		this.fleet.settle();
		assertThat(this.fleet).operation("reload").wasCompleted();
	}

	@Test
	void retriesWhenTheTimeHasCome() {
		this.answers.add(OperationResult.RETRY_RELEASE);
		request();
		this.fleet.advance(Duration.ofMillis(999));
		assertThat(this.fleet).operation("reload").isWaiting().hasFailedTimes(1).ranTimes(1);
		this.fleet.advance(Duration.ofMillis(1));
		assertThat(this.fleet).operation("reload").wasCompleted().ranTimes(2);
	}

	@Test
	void givesUpWhatFailsTooOften() {
		this.answers.add(OperationResult.RETRY_HOLD);
		request(LockRequest.of("reload").withMaxRetry(0));
		this.fleet.settle();
		assertThat(this.fleet).operation("reload").wasDropped(DropReason.MAX_RETRY_EXCEEDED);
	}

	@Test
	void runTakesAsLongAsItTurnsTheClock() {
		this.fleet.atStartOf("reload", () -> this.fleet.advance(Duration.ofMinutes(31)));
		request();
		this.fleet.settle();
		assertThat(this.fleet).operation("reload").isWaiting().hasFailedTimes(1);
		assertThat(this.fleet.clock().instant()).isEqualTo(Instant.parse("2026-01-01T00:31:00Z"));
	}

	@Test
	void runThatLosesItsGrantIsInterrupted() {
		List<Boolean> interrupted = new ArrayList<>();
		this.fleet.atStartOf("reload", () -> {
			this.fleet.loseGrant();
			interrupted.add(Thread.currentThread().isInterrupted());
		});
		request();
		this.fleet.settle();
		assertThat(interrupted).containsExactly(true);
		assertThat(this.runs).singleElement().matches((context) -> !context.isGranted());
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(this.fleet).operation("reload").lostItsGrant();
	}

	@Test
	void whatACallbackCallsMayLoseTheGrant() {
		this.inRun = this.fleet::loseGrant;
		request();
		this.fleet.settle();
		assertThat(this.fleet).operation("reload").lostItsGrant().wasCompleted();
	}

	@Test
	void whatACallbackCallsMayCrashTheUnit() {
		this.inRun = this.fleet::crash;
		request();
		this.fleet.settle();
		this.fleet.restart();
		this.inRun = () -> {
		};
		this.fleet.advancePastLease();
		assertThat(this.fleet).operation("reload").wasCompleted().ranTimes(2);
	}

	@Test
	void grantCannotBeLostOutsideOfARun() {
		assertThatIllegalStateException().isThrownBy(this.fleet::loseGrant).withMessageContaining("atStartOf");
	}

	@Test
	void crashCutsTheRunShortAndOthersGoOnAfterTheLease() {
		SimulatedUnit other = this.fleet.join("other");
		this.fleet.atStartOf("reload", this.fleet::crash);
		request();
		other.rollingOps().requestLock("reload");
		this.fleet.settle();
		assertThat(other).operation("reload").isWaiting();
		this.fleet.advancePastLease();
		assertThat(other).operation("reload").wasCompleted();
		assertThat(this.fleet).events().hasAtLeastOneElementOfType(StaleGrantReleasedEvent.class);
		this.fleet.restart();
		this.fleet.advancePastLease();
		assertThat(this.fleet).operation("reload").wasCompleted().ranTimes(2);
		assertThat(this.runs).singleElement()
			.satisfies((context) -> assertThat(context.operation().cutShortRuns()).isOne());
		assertThat(this.fleet).tookTurns("unit", "other", "unit").neverRanTwoAtOnce();
	}

	@Test
	void crashedUnitDoesNothing() {
		request();
		this.fleet.crash();
		this.fleet.advance(Duration.ofHours(1));
		assertThat(this.runs).isEmpty();
		assertThatExceptionOfType(RollingOpsNoRelationException.class).isThrownBy(this::request);
	}

	@Test
	void unitCannotComeBackInTheMidstOfItsRun() {
		this.fleet.atStartOf("reload", this.fleet::restart);
		request();
		assertThatIllegalStateException().isThrownBy(this.fleet::settle).withMessageContaining("midst of a run");
	}

	@Test
	void disconnectedUnitWaitsWhileOthersGoOn() {
		SimulatedUnit other = this.fleet.join("other");
		this.fleet.disconnect();
		this.fleet.advancePastLease();
		other.rollingOps().requestLock("reload");
		this.fleet.settle();
		assertThat(other).operation("reload").wasCompleted();
		assertThatExceptionOfType(RollingOpsNoRelationException.class).isThrownBy(this::request);
		this.fleet.reconnect();
		this.fleet.advance(Duration.ofSeconds(1));
		request();
		this.fleet.settle();
		assertThat(this.fleet).operation("reload").wasCompleted();
	}

	@Test
	void queuesOutlastAnOutage() {
		this.fleet.holdTurn();
		request();
		this.fleet.stopStore();
		this.fleet.advance(Duration.ofHours(1));
		assertThat(this.fleet).operation("reload").isWaiting();
		this.fleet.startStore();
		this.fleet.advance(Duration.ofMinutes(1));
		this.fleet.passTurn();
		this.fleet.advance(Duration.ofMinutes(1));
		assertThat(this.fleet).operation("reload").wasCompleted();
	}

	@Test
	void requestsOutlastALossOfTheStore() {
		this.fleet.holdTurn();
		request();
		this.fleet.settle();
		this.fleet.loseStore();
		this.fleet.advance(Duration.ofMinutes(1));
		assertThat(this.fleet).events().hasAtLeastOneElementOfType(StoreLostEvent.class);
		this.fleet.passTurn();
		assertThat(this.fleet).operation("reload").wasCompleted();
	}

	@Test
	void findsTwoRunsAtOnceIfACallbackGoesOnWithoutItsGrant() {
		SimulatedUnit other = this.fleet.join("other");
		this.fleet.atStartOf("reload", () -> {
			this.fleet.disconnect();
			this.fleet.advancePastLease();
		});
		request();
		other.rollingOps().requestLock("reload");
		this.fleet.settle();
		assertThat(this.fleet).tookTurns("unit", "other");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.fleet).neverRanTwoAtOnce())
			.withMessageContaining("other runs 'reload'")
			.withMessageContaining("began while");
	}

	@Test
	void turnThatIsHeldComesBeforeWhoeverWaits() {
		this.fleet.holdTurn();
		request();
		SimulatedUnit other = this.fleet.join("other");
		other.rollingOps().requestLock("reload");
		this.fleet.advance(Duration.ofDays(1));
		assertThat(this.runs).isEmpty();
		this.fleet.passTurn();
		assertThat(this.fleet).turns().extracting(Turn::callbackId).containsExactly("hold-turn", "reload", "reload");
		assertThatIllegalStateException().isThrownBy(this.fleet::passTurn).withMessageContaining("holdTurn");
	}

	@Test
	void turnCannotBeHeldWhileAnotherUnitKeepsIt() {
		SimulatedUnit other = this.fleet.join("other")
			.answers("reload", OperationResult.RETRY_HOLD, OperationResult.RETRY_HOLD);
		other.rollingOps().requestLock("reload");
		assertThatIllegalStateException().isThrownBy(this.fleet::holdTurn).withMessageContaining("unit 'other' has it");
	}

	@Test
	void otherUnitMayCrashComeBackAndLeave() {
		SimulatedUnit other = this.fleet.join("other");
		other.atStartOf("reload", other::crash);
		other.rollingOps().requestLock("reload");
		this.fleet.settle();
		other.restart();
		this.fleet.advancePastLease();
		assertThat(other).operation("reload").wasCompleted().ranTimes(2);
		other.leave();
		assertThat(this.fleet).events().contains(new UnitLeftEvent("default", "other", false));
	}

	@Test
	void nameOfAUnitIsTakenOnce() {
		this.fleet.join("other");
		assertThatIllegalArgumentException().isThrownBy(() -> this.fleet.join("other"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.fleet.join("unit"));
	}

	@Test
	void assertionThatFailsInARunFailsTheTest() {
		this.fleet.atEndOf("reload", () -> assertThat(this.fleet).operation("reload").wasCompleted());
		request();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.fleet::settle)
			.withMessageContaining("Expecting operation 'reload'")
			.withMessageContaining("it has the turn, and runs")
			.withMessageContaining("OperationStartedEvent");
	}

	@Test
	void saysThatNothingWasRequested() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.fleet).operation("reload"))
			.withMessageContaining("none was requested")
			.withMessageContaining("Nothing has happened");
	}

	@Test
	void resetForgetsWhatTheTestHasDone() {
		this.fleet.join("other");
		this.fleet.holdTurn();
		this.fleet.atStartOf("reload", this.fleet::crash);
		request();
		this.fleet.stopStore();
		this.fleet.reset();
		assertThat(this.fleet).hasNoOperation("reload").events().isEmpty();
		assertThat(this.fleet.rollingOps().snapshot().units()).hasSize(1);
		request();
		this.fleet.settle();
		assertThat(this.fleet).operation("reload").wasCompleted();
	}

	@Test
	void happensTheSameWayEachTime() {
		assertThat(story(this.fleet)).hasSizeGreaterThan(20)
			.isEqualTo(story(RollingOpsFleet.of(new RollingOperationRegistration("default", "reload", this::reload))));
	}

	private static List<String> story(RollingOpsFleet fleet) {
		List<String> story = new ArrayList<>();
		SimulatedUnit other = fleet.join("other").answers("reload", OperationResult.RETRY_RELEASE);
		fleet.join("third");
		for (int round = 0; round < 5; round++) {
			fleet.atEndOf("reload", fleet::crash);
			fleet.rollingOps().requestLock("reload");
			other.rollingOps().requestLock("reload");
			for (int second = 0; second < 40; second++) {
				fleet.advance(Duration.ofSeconds(1));
				fleet.events()
					.stream()
					.skip(story.size())
					.map((event) -> event.getClass().getSimpleName() + " of " + event.unit() + " at "
							+ fleet.clock().instant())
					.forEach(story::add);
			}
			fleet.restart();
			fleet.advancePastLease();
		}
		return story;
	}

	@Test
	void eventsTellOfAllUnits() {
		SimulatedUnit other = this.fleet.join("other").answers("reload", OperationResult.RETRY_RELEASE);
		other.rollingOps().requestLock("reload");
		this.fleet.advance(Duration.ofSeconds(2));
		assertThat(this.fleet).events()
			.extracting(Object::getClass)
			.containsSubsequence(OperationRetryScheduledEvent.class, OperationCompletedEvent.class);
	}

}
