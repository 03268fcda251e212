package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.OnRestart;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens while steps are being undone keeps none of them from that.
 */
class UndoingTests {

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

}
