package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequest;
import io.github.rollingops.OnRestart;
import io.github.rollingops.databag.Journal;
import io.github.rollingops.databag.JournalCommand;
import io.github.rollingops.databag.JournalCommand.Mode;
import io.github.rollingops.databag.UnitDatabag.Ended;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.event.OperationStepsLeftEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens while steps are being undone keeps none of them from that.
 */
class UndoingTests {

	private static final Duration BACK_AND_GRANTED = Duration.ofMinutes(1);

	/** Gives up soon where it waits in real time. */
	private static final GroupSettings SOON = new GroupSettings(Duration.ofMillis(300), Duration.ofMillis(200),
			Duration.ofMillis(60), Duration.ofMillis(40), GroupSettings.DEFAULT.retries(),
			GroupSettings.DEFAULT.limits());

	private final EngineFleet fleet = new EngineFleet();

	private final List<String> effects = new ArrayList<>();

	/** Whether the thread was interrupted while it undid a step. */
	private final List<Boolean> interrupted = new ArrayList<>();

	UndoingTests() {
		this.fleet.unit("leader").start();
	}

	private Publishing life(OnRestart onRestart) {
		return new Publishing(this.fleet.unit("a"), this.effects, onRestart);
	}

	private UnitProcess latest() {
		return this.fleet.processes.get(this.fleet.processes.size() - 1);
	}

	private Publishing undoingWhile(Runnable happening) {
		return life(OnRestart.ROLL_BACK).during("switch", (context) -> {
			throw new IllegalStateException("no");
		}).during("undo switch", (context) -> {
			happening.run();
			this.interrupted.add(Thread.interrupted());
		});
	}

	private void loseGrant() {
		latest().link.cut();
		this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
	}

	@Test
	void lossOfTheGrantDoesNotInterruptTheUndoing() {
		undoingWhile(this::loseGrant);
		latest().start().request("publish");
		assertThat(this.interrupted).containsExactly(false);
		assertThat(this.effects).endsWith("a undo switch", "a undo build");
	}

	@Test
	void heartbeatAfterTheLossDoesNotInterruptTheUndoingAgain() {
		undoingWhile(this.fleet::beat).during("switch", (context) -> {
			loseGrant();
			latest().link.mend();
		});
		latest().start().request("publish");
		assertThat(this.interrupted).containsExactly(false);
	}

	@Test
	void timeoutOfTheExecutionDoesNotInterruptTheUndoing() {
		undoingWhile(() -> this.fleet.advanceSeconds(20)).during("switch", (context) -> {
			this.fleet.advanceSeconds(20);
			throw new IllegalStateException("no");
		}).timeout = Duration.ofSeconds(30);
		latest().start().request("publish");
		assertThat(this.interrupted).containsExactly(false);
	}

	@Test
	void stopDoesNotInterruptTheUndoing() {
		undoingWhile(() -> {
			latest().stop();
			latest().engine().halt();
			this.fleet.settle();
		});
		latest().start().request("publish");
		assertThat(this.interrupted).containsExactly(false);
	}

	@Test
	void undoingThatTakesLongerThanItsOwnTimeIsInterrupted() {
		undoingWhile(() -> this.fleet.advanceSeconds(31)).during("switch",
				(context) -> this.fleet.advanceSeconds(31)).timeout = Duration.ofSeconds(30);
		latest().start().request("publish");
		assertThat(this.interrupted).containsExactly(true);
		assertThat(this.effects).endsWith("a undo switch", "a undo build");
	}

	private void killedIn(String step) {
		life(OnRestart.RESUME).during("warm", (context) -> {
			throw new IllegalStateException("cold");
		}).killedIn(step);
		latest().start().request(LockRequest.of("publish"));
		this.fleet.advance(EngineFleet.LEASE);
		this.effects.clear();
	}

	/** A unit that gives up soon, and none of whose words about undoing arrive. */
	private Publishing unheard() {
		Publishing next = life(OnRestart.RESUME);
		latest().settings(SOON);
		latest().link.onSend(JournalCommand.class, (command) -> {
			if (command.mode() == Mode.UNDOING) {
				latest().link.loseRequest(Step.JOURNAL);
			}
		});
		return next;
	}

	@Test
	void undoingThatIsKnownGoesOnWithoutTheStore() {
		killedIn("undo switch");
		unheard();
		latest().start();
		assertThat(this.effects).startsWith("a undo switch", "a undo build");
	}

	private void losingWords(IntPredicate lost) {
		life(OnRestart.RESUME).during("switch", (context) -> {
			throw new IllegalStateException("no");
		});
		latest().settings(SOON);
		AtomicInteger words = new AtomicInteger();
		List<Long> versions = new ArrayList<>();
		latest().link.onSend(JournalCommand.class, (command) -> {
			if (command.mode() == Mode.UNDOING && !versions.contains(command.version())) {
				versions.add(command.version());
				words.incrementAndGet();
			}
			if (command.mode() == Mode.UNDOING && lost.test(words.get())) {
				latest().link.loseRequest(Step.JOURNAL);
			}
		});
		latest().start().request("publish");
	}

	@Test
	void nothingEarlierIsUndoneWhereALaterStepStays() {
		losingWords((word) -> word == 1);
		assertThat(this.effects).containsExactly("a build", "a switch");
	}

	@Test
	void onceTheUndoingIsKnownItGoesOnWithoutTheStore() {
		losingWords((word) -> word > 1);
		assertThat(this.effects).containsExactly("a build", "a switch", "a undo switch", "a undo build");
	}

	@Test
	void journalThatCannotBeReadIsReported() {
		killedIn("switch");
		Journal begun = Objects.requireNonNull(this.fleet.databag("a").journal());
		this.fleet.damage()
			.forgetWordsSince("a",
					new Journal(begun.operationId(), begun.token(), begun.version(), begun.left(), "[{}]"));
		life(OnRestart.RESUME);
		latest().start();
		this.fleet.advance(BACK_AND_GRANTED);
		assertThat(this.effects).isEmpty();
		assertThat(latest().events(OperationStepsLeftEvent.class)).extracting(OperationStepsLeftEvent::steps)
			.containsExactly("build, switch");
		assertThat(this.fleet.databag("a").ended()).extracting(Ended::dropped)
			.containsExactly(DropReason.STEPS_CHANGED);
	}

	@Test
	void nobodyGoesOnFromWhatIsUndoneThoughAFailoverHasLostWhoUndoesIt() {
		killedIn("switch");
		Journal begun = this.fleet.databag("a").journal();
		Publishing next = life(OnRestart.RESUME);
		next.during("switch", (context) -> {
			this.fleet.damage().forgetGrant();
			this.fleet.damage().forgetWordsSince("a", begun);
			next.during("switch", (unused) -> {
			});
			throw new IllegalStateException("no");
		});
		latest().start();
		this.fleet.advance(BACK_AND_GRANTED);
		assertThat(this.effects).containsExactly("a switch", "a undo switch", "a undo build", "a build", "a switch",
				"a warm");
	}

	@Test
	void stepsThatChangedAreNotDroppedBeforeTheyCouldBeUndone() {
		killedIn("switch");
		unheard().names = List.of("build", "verify");
		latest().start();
		assertThat(this.effects).isEmpty();
		assertThat(this.fleet.databag("a").ended()).isEmpty();
		latest().link.onSend(JournalCommand.class, (command) -> {
		});
		this.fleet.advance(BACK_AND_GRANTED);
		assertThat(this.effects).containsExactly("a undo build");
		assertThat(this.fleet.databag("a").ended()).extracting(Ended::dropped)
			.containsExactly(DropReason.STEPS_CHANGED);
	}

}
