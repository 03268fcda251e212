package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequest;
import io.github.rollingops.OnRestart;
import io.github.rollingops.Operation;
import io.github.rollingops.StepJournal;
import io.github.rollingops.action.ActionEvent;
import io.github.rollingops.action.ActionEvent.Type;
import io.github.rollingops.action.ActionJournalException;
import io.github.rollingops.action.ActionLimits;
import io.github.rollingops.action.ActionOptions;
import io.github.rollingops.action.ActionRetryException;
import io.github.rollingops.databag.JournalAnswer;
import io.github.rollingops.databag.JournalCommand;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationDroppedEvent;
import io.github.rollingops.event.OperationRetryScheduledEvent;
import io.github.rollingops.event.OperationStepEvent;
import io.github.rollingops.event.OperationStepsLeftEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operations that are made of steps, in one life of a unit.
 */
class StepTests {

	private final EngineFleet fleet = new EngineFleet();

	private final List<String> effects = new ArrayList<>();

	private final UnitProcess leader = this.fleet.unit("leader").start();

	private final UnitProcess a = this.fleet.unit("a");

	private final Publishing publishing = new Publishing(this.a, this.effects, OnRestart.ROLL_BACK);

	private Operation request() {
		return this.a.start().request("publish");
	}

	private void failOnce(String step) {
		List<String> failed = new ArrayList<>();
		this.publishing.during(step, (context) -> {
			if (failed.isEmpty()) {
				failed.add(step);
				throw new IllegalStateException(step + " failed");
			}
		});
	}

	@Test
	void successIsRelease() {
		Operation operation = request();
		assertThat(this.effects).containsExactly("a build", "a switch", "a warm");
		assertThat(this.a.service().completion(operation.id()))
			.isCompletedWithValueMatching((outcome) -> outcome.dropped() == null);
		assertThat(this.a.events(OperationCompletedEvent.class)).hasSize(1);
		assertThat(this.a.events(OperationStepsLeftEvent.class)).isEmpty();
		assertThat(this.fleet.databag("a").journal()).isNull();
		assertThat(this.fleet.holder()).isNull();
	}

	@Test
	void failureRollsBackOnThisUnitAndIsRetriedAfterOthersHadTheirTurn() {
		failOnce("warm");
		this.publishing.during("undo build", (context) -> this.leader.service().requestLock("reload"));
		Operation operation = request();
		assertThat(this.effects).containsExactly("a build", "a switch", "a warm", "a undo warm", "a undo switch",
				"a undo build");
		assertThat(this.leader.runs).hasSize(1);
		assertThat(this.fleet.databag("a").queue().operations()).singleElement()
			.returns(operation.id(), Operation::id)
			.returns(1, Operation::attempt);
		assertThat(this.a.events(OperationRetryScheduledEvent.class)).hasSize(1);
		assertThat(this.fleet.databag("a").journal()).isNull();
		this.effects.clear();
		this.fleet.advanceSeconds(2);
		assertThat(this.effects).containsExactly("a build", "a switch", "a warm");
		assertThat(this.a.events(OperationCompletedEvent.class)).hasSize(1);
	}

	@Test
	void failureThatMayNotBeRetriedIsRolledBackAndDropped() {
		failOnce("switch");
		this.a.start().request(LockRequest.of("publish").withMaxRetry(0));
		assertThat(this.effects).containsExactly("a build", "a switch", "a undo switch", "a undo build");
		assertThat(this.a.events(OperationDroppedEvent.class)).extracting(OperationDroppedEvent::reason)
			.containsExactly(DropReason.MAX_RETRY_EXCEEDED);
	}

	@Test
	void eachStepIsWrittenDownBeforeItBeginsAndAfterItsEnd() {
		List<String> words = new ArrayList<>();
		this.a.link.onSend(JournalCommand.class,
				(command) -> words.add(command.steps().isEmpty() ? ""
						: StepJournal.fromJson("", 0, command.steps())
							.steps()
							.stream()
							.map((step) -> step.name() + " " + step.status().value())
							.reduce((first, last) -> last)
							.orElseThrow() + ", done " + this.effects.size()));
		request();
		assertThat(words).containsExactly("", "build started, done 0", "build completed, done 1",
				"switch started, done 1", "switch completed, done 2", "warm started, done 2", "warm completed, done 3");
	}

	@Test
	void valueIsWrittenDownWhenItIsKept() {
		this.publishing.during("build", (context) -> {
			context.values().put("path", "/tmp/b");
			assertThat(this.a.link.lastSent(JournalCommand.class).steps()).contains("path", "/tmp/b");
		});
		request();
		assertThat(this.a.events(OperationCompletedEvent.class)).hasSize(1);
	}

	@Test
	void valuesThatTakeUpTooMuchAreRefusedAndTheStepsUndone() {
		List<Throwable> causes = new ArrayList<>();
		this.publishing.during("build", (context) -> {
			for (int i = 0; i < 40; i++) {
				context.values().put("value" + i, "x".repeat(8_000));
			}
		});
		this.publishing.during("undo build", (context) -> causes.add(context.cause()));
		request();
		assertThat(this.effects).containsExactly("a build", "a undo build");
		assertThat(causes).singleElement()
			.isInstanceOfSatisfying(ActionJournalException.class,
					(ex) -> assertThat(ex).hasMessageContainingAll("publish", "bytes, the limit is 262144", "fewer"));
	}

	@Test
	void actionIsToldOfItsTokenAndOfTheTimeThatTheOperationHas() {
		this.publishing.timeout = Duration.ofMinutes(3);
		request();
		assertThat(this.publishing.contexts).extracting("fencingToken").containsOnly(this.a.startedToken());
		assertThat(this.publishing.contexts.get(0).remaining()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(3));
	}

	@Test
	void optionsOfTheQueueApplyUnderTheGrantToo() {
		List<ActionEvent> told = new ArrayList<>();
		this.publishing.options = ActionOptions.DEFAULT.withName("index")
			.withListeners(List.of(told::add))
			.withLimits(new ActionLimits(2, Duration.ofSeconds(20), Duration.ofHours(1)));
		this.publishing.timeout = Duration.ofMinutes(3);
		this.publishing.during("build", (context) -> {
			throw new ActionRetryException();
		});
		request();
		assertThat(this.effects).containsExactly("a build", "a build", "a build", "a undo build");
		assertThat(told).isNotEmpty().extracting(ActionEvent::queue).containsOnly("index");
		assertThat(this.publishing.contexts.get(0).remaining()).isLessThanOrEqualTo(Duration.ofSeconds(20));
		assertThat(this.publishing.contexts.get(3).remaining()).isGreaterThan(Duration.ofMinutes(50));
	}

	@Test
	void eachStepIsAnEvent() {
		failOnce("switch");
		Operation operation = request();
		assertThat(this.a.events(OperationStepEvent.class))
			.allSatisfy((event) -> assertThat(event).returns(operation.id(), (step) -> step.operation().id())
				.returns(this.a.startedToken(), OperationStepEvent::fencingToken)
				.returns("publish", (step) -> step.step().queue()))
			.extracting((event) -> event.step().action() + " " + event.step().type())
			.containsExactly("build " + Type.STARTED, "build " + Type.COMPLETED, "switch " + Type.STARTED,
					"switch " + Type.FAILED, "switch " + Type.ROLLED_BACK, "build " + Type.ROLLED_BACK);
	}

	@Test
	void stepsThatCannotBeToldApartAreRefused() {
		this.publishing.names = List.of("build", "build");
		request();
		assertThat(this.effects).isEmpty();
		assertThat(this.a.events(OperationDroppedEvent.class)).extracting(OperationDroppedEvent::reason)
			.containsExactly(DropReason.ABORTED);
	}

	@Test
	void queueThatHasBeenRunIsRefused() {
		this.publishing.sameQueueAgain = true;
		failOnce("switch");
		request();
		this.fleet.advanceSeconds(5);
		assertThat(this.effects).containsExactly("a build", "a switch", "a undo switch", "a undo build");
		assertThat(this.a.events(OperationDroppedEvent.class)).extracting(OperationDroppedEvent::reason)
			.containsExactly(DropReason.ABORTED);
	}

	@Test
	void storeThatCannotBeReachedForAMomentEndsNothing() {
		this.publishing.during("build", (context) -> this.a.link.loseRequest(Step.JOURNAL));
		this.publishing.during("switch", (context) -> this.a.link.loseReply(Step.JOURNAL));
		request();
		assertThat(this.effects).containsExactly("a build", "a switch", "a warm");
		assertThat(this.a.events(OperationCompletedEvent.class)).hasSize(1);
	}

	@Test
	void wordThatTheStoreRefusesEndsTheExecutionThoughTheUnitTrustsItsGrant() {
		this.publishing.during("switch", (context) -> this.a.link.changeAnswer(Step.JOURNAL,
				(JournalAnswer answer) -> new JournalAnswer(JournalAnswer.Status.NOT_GRANTED, null, List.of())));
		request();
		assertThat(this.effects).containsExactly("a build", "a switch", "a undo switch", "a undo build");
	}

	@Test
	void storeThatStaysAwayEndsTheStepsWithTheGrant() {
		this.publishing.during("switch", (context) -> this.a.link.onSend(JournalCommand.class, (command) -> {
			if (!Thread.currentThread().isInterrupted()) {
				loseGrant();
			}
		}));
		request();
		assertThat(this.effects).containsExactly("a build", "a switch", "a undo switch", "a undo build");
	}

	@Test
	void wordThatComesLateIsNotTakenForTheLast() {
		this.publishing.during("build", (context) -> this.a.link.holdBack(Step.JOURNAL));
		this.publishing.during("warm", (context) -> {
			this.a.link.deliverLate();
			assertThat(this.fleet.databag("a").journal())
				.satisfies((journal) -> assertThat(journal.left()).isEqualTo("build, switch, warm"));
		});
		request();
		assertThat(this.a.events(OperationCompletedEvent.class)).hasSize(1);
	}

	private void loseGrant() {
		this.a.link.cut();
		this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
	}

	@Test
	void lostGrantEndsTheExecutionAndRollsBack() {
		this.publishing.during("switch", (context) -> loseGrant());
		request();
		assertThat(this.effects).containsExactly("a build", "a switch", "a undo switch", "a undo build");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void stepThatSwallowsTheInterruptOfALostGrantIsTheLastThoughTheTokenStands() {
		this.publishing.during("switch", (context) -> {
			for (int i = 0; i < 20; i++) {
				this.a.link.loseRequest(Step.HEARTBEAT);
			}
			this.fleet.advance(GroupSettings.DEFAULT.renewDeadline());
			assertThat(Thread.interrupted()).isTrue();
			assertThat(this.fleet.holder()).isEqualTo("a");
		});
		request();
		assertThat(this.effects).containsExactly("a build", "a switch", "a undo switch", "a undo build");
	}

	@Test
	void stepsUndoneWithoutTheStoreAreUndoneOnceMoreWhenItIsBack() {
		this.publishing.during("switch", (context) -> loseGrant());
		Operation operation = request();
		assertThat(this.fleet.databag("a").journal())
			.satisfies((journal) -> assertThat(journal.left()).isEqualTo("build, switch"));
		this.publishing.during("switch", (context) -> {
		});
		this.effects.clear();
		this.a.link.mend();
		this.fleet.advanceSeconds(10);
		assertThat(this.effects).containsExactly("a undo switch", "a undo build", "a build", "a switch", "a warm");
		assertThat(this.a.events(OperationCompletedEvent.class)).extracting((event) -> event.operation().id())
			.containsExactly(operation.id());
		assertThat(this.a.events(OperationCompletedEvent.class)).extracting((event) -> event.operation().attempt())
			.containsExactly(1);
	}

	@Test
	void stepsUndoneAfterTheGrantWasLostAreUndoneOnce() {
		this.publishing.during("switch", (context) -> {
			this.a.link.loseRequest(Step.HEARTBEAT);
			loseGrant();
			this.a.link.mend();
		});
		request();
		assertThat(this.effects).containsExactly("a build", "a switch", "a undo switch", "a undo build");
		assertThat(this.fleet.databag("a").journal()).satisfies((journal) -> assertThat(journal.left()).isEmpty());
		this.publishing.during("switch", (context) -> {
		});
		this.effects.clear();
		this.fleet.advanceSeconds(10);
		assertThat(this.effects).containsExactly("a build", "a switch", "a warm");
		assertThat(this.a.events(OperationCompletedEvent.class)).extracting((event) -> event.operation().attempt())
			.containsExactly(1);
	}

	@Test
	void timeoutEndsTheExecutionAndRollsBack() {
		this.publishing.timeout = Duration.ofSeconds(30);
		this.publishing.during("switch", (context) -> this.fleet.advanceSeconds(31));
		request();
		this.fleet.settle();
		assertThat(this.effects).containsExactly("a build", "a switch", "a undo switch", "a undo build");
		assertThat(this.fleet.databag("a").queue().peek()).returns(1, Operation::attempt);
		assertThat(this.fleet.databag("a").journal()).isNull();
	}

	@Test
	void timeoutInTheLastStepRollsBackTheWhole() {
		this.publishing.timeout = Duration.ofSeconds(30);
		this.publishing.during("warm", (context) -> this.fleet.advanceSeconds(31));
		request();
		assertThat(this.effects).endsWith("a undo warm", "a undo switch", "a undo build");
	}

	@Test
	void callbackWithoutStepsWritesNothingDown() {
		this.a.start().request("reload");
		assertThat(this.a.runs).hasSize(1);
		assertThat(this.a.link.sent(JournalCommand.class)).isEmpty();
	}

}
