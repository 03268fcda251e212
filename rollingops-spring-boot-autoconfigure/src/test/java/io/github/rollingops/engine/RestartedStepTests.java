package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequest;
import io.github.rollingops.OnRestart;
import io.github.rollingops.Operation;
import io.github.rollingops.action.ActionContext;
import io.github.rollingops.action.ExecutionCutShortException;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.JournalCommand;
import io.github.rollingops.databag.UnitDatabag.Ended;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.event.OperationStepsLeftEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operations made of steps whose process came to its end between them.
 */
class RestartedStepTests {

	private static final Duration BACK_AND_GRANTED = Duration.ofSeconds(20);

	private final EngineFleet fleet = new EngineFleet();

	private final List<String> effects = new ArrayList<>();

	RestartedStepTests() {
		this.fleet.unit("leader").start();
	}

	private Publishing life(OnRestart onRestart) {
		return new Publishing(this.fleet.unit("a"), this.effects, onRestart);
	}

	private UnitProcess latest() {
		return this.fleet.processes.get(this.fleet.processes.size() - 1);
	}

	/** A life that requests and is killed in a step. */
	private Operation killedIn(String step, OnRestart onRestart) {
		life(onRestart).killedIn(step);
		Operation operation = latest().start().request(LockRequest.of("publish").withMaxRetry(3));
		this.fleet.advance(EngineFleet.LEASE);
		return operation;
	}

	private void comeBack(Publishing life) {
		this.effects.clear();
		latest().start();
		this.fleet.advance(BACK_AND_GRANTED);
	}

	private List<Ended> ended() {
		return this.fleet.databag("a").ended();
	}

	@Test
	void nextLifeUndoesWhatWasBegunAndTriesAgain() {
		Operation operation = killedIn("switch", OnRestart.ROLL_BACK);
		comeBack(life(OnRestart.ROLL_BACK));
		assertThat(this.effects).containsExactly("a undo switch", "a undo build", "a build", "a switch", "a warm");
		assertThat(ended()).containsExactly(new Ended(operation.id(), null));
		assertThat(this.fleet.databag("a").journal()).isNull();
	}

	@Test
	void attemptIsCountedOnceItIsUndone() {
		killedIn("switch", OnRestart.ROLL_BACK);
		List<Integer> attempts = new ArrayList<>();
		Publishing next = life(OnRestart.ROLL_BACK);
		next.during("undo build", (context) -> attempts.add(head().attempt()));
		next.during("build", (context) -> attempts.add(head().attempt()));
		comeBack(next);
		assertThat(attempts).containsExactly(0, 1);
	}

	private Operation head() {
		return this.fleet.databag("a").queue().operations().get(0);
	}

	@Test
	void rollbackIsToldWhatItNeedsToKnow() {
		Publishing first = life(OnRestart.ROLL_BACK).killedIn("switch");
		first.during("build", (context) -> context.values().put("path", "/tmp/b"));
		latest().start().request("publish");
		this.fleet.advance(EngineFleet.LEASE);
		Publishing next = life(OnRestart.ROLL_BACK);
		List<String> paths = new ArrayList<>();
		next.during("undo build", (context) -> paths.add(context.values().get("path", String.class).orElse("unknown")));
		comeBack(next);
		assertThat(paths).containsExactly("/tmp/b");
		ActionContext undoSwitch = next.contexts.get(0);
		ActionContext undoBuild = next.contexts.get(1);
		assertThat(undoSwitch.completed()).isFalse();
		assertThat(undoBuild.completed()).isTrue();
		assertThat(undoBuild.cause()).isInstanceOf(ExecutionCutShortException.class);
		assertThat(undoBuild.fencingToken()).isNotNull();
	}

	@Test
	void undoingThatWasCutShortGoesOn() {
		life(OnRestart.ROLL_BACK).during("warm", (context) -> {
			throw new IllegalStateException("cold");
		}).killedIn("undo switch");
		latest().start().request("publish");
		this.fleet.advance(EngineFleet.LEASE);
		comeBack(life(OnRestart.ROLL_BACK));
		assertThat(this.effects).startsWith("a undo switch", "a undo build", "a build");
	}

	@Test
	void lifeThatResumesSkipsWhatWasCompleted() {
		Operation operation = killedIn("switch", OnRestart.RESUME);
		comeBack(life(OnRestart.RESUME));
		assertThat(this.effects).containsExactly("a switch", "a warm");
		assertThat(ended()).containsExactly(new Ended(operation.id(), null));
		assertThat(this.fleet.databag("a").journal()).isNull();
	}

	@Test
	void whatWasDoneInTimeIsReleasedThoughItsTimeIsOverBeforeThatIsSaid() {
		life(OnRestart.RESUME);
		UnitProcess first = latest();
		first.link.onSend(FinishCommand.class, (command) -> {
			first.kill();
			throw new FaultyStore.Death();
		});
		Operation operation = first.start().request("publish");
		this.fleet.advance(EngineFleet.LEASE);
		Publishing next = life(OnRestart.RESUME);
		next.timeout = Duration.ofSeconds(30);
		latest().link.onSend(JournalCommand.class, (command) -> next.beforeNaming = () -> {
			next.beforeNaming = () -> {
			};
			this.fleet.advanceSeconds(31);
		});
		comeBack(next);
		assertThat(this.effects).isEmpty();
		assertThat(ended()).containsExactly(new Ended(operation.id(), null));
	}

	@Test
	void lifeThatFailsAfterItResumedUndoesTheWhole() {
		killedIn("switch", OnRestart.RESUME);
		Publishing next = life(OnRestart.RESUME);
		List<String> failed = new ArrayList<>();
		next.during("warm", (context) -> {
			if (failed.isEmpty()) {
				failed.add("warm");
				throw new IllegalStateException("cold");
			}
		});
		comeBack(next);
		assertThat(this.effects).containsExactly("a switch", "a warm", "a undo warm", "a undo switch", "a undo build",
				"a build", "a switch", "a warm");
	}

	@Test
	void undoingIsNotResumedButBroughtToItsEnd() {
		life(OnRestart.RESUME).during("warm", (context) -> {
			throw new IllegalStateException("cold");
		}).killedIn("undo switch");
		latest().start().request("publish");
		this.fleet.advance(EngineFleet.LEASE);
		comeBack(life(OnRestart.RESUME));
		assertThat(this.effects).startsWith("a undo switch", "a undo build", "a build");
	}

	@ParameterizedTest
	@EnumSource
	void operationThatKillsItsProcessIsUndoneAndDroppedAfterThreeRuns(OnRestart onRestart) {
		Operation operation = killedIn("switch", onRestart);
		for (int i = 0; i < 2; i++) {
			life(onRestart).killedIn("switch");
			latest().start();
			this.fleet.advance(Duration.ofSeconds(40));
		}
		comeBack(life(onRestart));
		assertThat(this.effects).containsExactly("a undo switch", "a undo build");
		assertThat(ended()).containsExactly(new Ended(operation.id(), DropReason.PROCESS_DIED));
		assertThat(this.fleet.events).noneMatch(OperationStepsLeftEvent.class::isInstance);
	}

	@Test
	void operationWhoseUndoingKillsItsProcessIsDroppedAndItsStepsAreNamed() {
		Operation operation = killedIn("switch", OnRestart.ROLL_BACK);
		for (int i = 0; i < 5; i++) {
			life(OnRestart.ROLL_BACK).killedIn("undo switch");
			latest().start();
			this.fleet.advance(Duration.ofSeconds(40));
		}
		comeBack(life(OnRestart.ROLL_BACK));
		assertThat(this.effects).isEmpty();
		assertThat(ended()).containsExactly(new Ended(operation.id(), DropReason.PROCESS_DIED));
		assertThat(latest().events(OperationStepsLeftEvent.class)).singleElement()
			.returns(operation.id(), OperationStepsLeftEvent::operationId)
			.returns("build, switch", OperationStepsLeftEvent::steps);
	}

	@Test
	void stepsThatChangedAreUndoneByNameAndTheOperationIsDropped() {
		Operation operation = killedIn("warm", OnRestart.RESUME);
		Publishing next = life(OnRestart.RESUME);
		next.names = List.of("build", "verify", "warm");
		comeBack(next);
		assertThat(this.effects).containsExactly("a undo warm", "a undo build");
		assertThat(ended()).containsExactly(new Ended(operation.id(), DropReason.STEPS_CHANGED));
		assertThat(latest().events(OperationStepsLeftEvent.class)).singleElement()
			.returns("switch", OperationStepsLeftEvent::steps);
	}

	@Test
	void stepsAddedBehindThoseThatWereBegunAreNoChange() {
		killedIn("switch", OnRestart.RESUME);
		Publishing next = life(OnRestart.RESUME);
		next.names = List.of("build", "switch", "verify");
		comeBack(next);
		assertThat(this.effects).containsExactly("a switch", "a verify");
	}

	@Test
	void operationWithoutItsCallbackIsDroppedAndItsStepsAreNamed() {
		Operation operation = killedIn("switch", OnRestart.ROLL_BACK);
		this.fleet.unit("a").start();
		this.fleet.advance(BACK_AND_GRANTED);
		assertThat(ended()).containsExactly(new Ended(operation.id(), DropReason.UNKNOWN_CALLBACK));
		assertThat(latest().events(OperationStepsLeftEvent.class)).singleElement()
			.returns("build, switch", OperationStepsLeftEvent::steps);
	}

	@Test
	void lifeThatWasFollowedUndoesNothing() {
		Publishing first = life(OnRestart.ROLL_BACK);
		UnitProcess suspended = latest();
		first.during("switch", (context) -> {
			suspended.pause();
			this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
			life(OnRestart.ROLL_BACK);
			latest().start();
			this.fleet.advance(BACK_AND_GRANTED.plus(BACK_AND_GRANTED));
			this.effects.add("back");
		});
		suspended.start().request("publish");
		assertThat(this.effects).containsExactly("a build", "a switch", "a undo switch", "a undo build", "a build",
				"a switch", "a warm", "back");
	}

	@Test
	void lifeThatResumesLeavesStepsAloneWhichNobodyWouldKnowToBeUndone() {
		Publishing first = life(OnRestart.RESUME);
		UnitProcess cut = latest()
			.settings(new GroupSettings(Duration.ofMillis(300), Duration.ofMillis(200), Duration.ofMillis(60),
					Duration.ofMillis(40), GroupSettings.DEFAULT.retries(), GroupSettings.DEFAULT.limits()));
		first.during("switch", (context) -> {
			cut.link.cut();
			this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
		});
		cut.start().request("publish");
		assertThat(this.effects).containsExactly("a build", "a switch");
		first.during("switch", (context) -> {
		});
		this.effects.clear();
		cut.link.mend();
		this.fleet.advance(BACK_AND_GRANTED);
		assertThat(this.effects).containsExactly("a switch", "a warm");
	}

	@Test
	void versionThatResumesGoesOnOnlyFromWhatWasTakenToBeResumed() {
		life(OnRestart.ROLL_BACK).during("switch", (context) -> {
			latest().link.cut();
			this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
		});
		latest().start().request("publish");
		latest().kill();
		assertThat(this.effects).containsExactly("a build", "a switch", "a undo switch", "a undo build");
		comeBack(life(OnRestart.RESUME));
		assertThat(this.effects).containsExactly("a undo switch", "a undo build", "a build", "a switch", "a warm");
	}

	@Test
	void lifeThatResumesUndoesOnceThatIsKnown() {
		Publishing first = life(OnRestart.RESUME);
		first.during("switch", (context) -> {
			latest().link.loseRequest(Step.JOURNAL);
			throw new IllegalStateException("no");
		});
		latest().start().request("publish");
		assertThat(this.effects).containsExactly("a build", "a switch", "a undo switch", "a undo build");
	}

}
