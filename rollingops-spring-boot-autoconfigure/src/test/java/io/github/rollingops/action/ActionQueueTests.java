package io.github.rollingops.action;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.rollingops.action.ActionQueue.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ActionQueueTests {

	private final List<String> calls = new ArrayList<>();

	private final IOException failure = new IOException("disk full");

	private final ActionQueue queue = new ActionQueue(ActionOptions.DEFAULT.withName("publish"));

	@Test
	void executesInTheOrderOfAdding() throws Exception {
		this.queue.add(action("a")).add(action("b")).add(action("c")).execute();
		assertThat(this.calls).containsExactly("+a", "+b", "+c");
		assertThat(this.queue.state()).isEqualTo(State.EXECUTED);
	}

	@Test
	void firstExceptionStopsAndPropagatesAsItWasThrown() {
		this.queue.add(action("a")).add(action("b").failing(this.failure)).add(action("c"));
		assertThatExceptionOfType(IOException.class).isThrownBy(this.queue::execute).isSameAs(this.failure);
		assertThat(this.calls).containsExactly("+a", "+b");
		assertThat(this.queue.state()).isEqualTo(State.FAILED);
	}

	@Test
	void rollsBackInReverseWhatWasCalledTheFailingOneIncluded() {
		this.queue.add(action("a")).add(action("b").failing(this.failure)).add(action("c"));
		assertThatExceptionOfType(IOException.class).isThrownBy(this.queue::execute);
		RollbackReport report = this.queue.rollback();
		assertThat(this.calls).containsExactly("+a", "+b", "-b", "-a");
		assertThat(report.rolledBack()).containsExactly("b", "a");
		assertThat(report.isComplete()).isTrue();
		assertThat(this.queue.state()).isEqualTo(State.ROLLED_BACK);
	}

	@Test
	void errorsStopTheQueueToo() {
		this.queue.add(action("a").failing(new StackOverflowError())).add(action("b"));
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(this.queue::execute);
		assertThat(this.queue.rollback().rolledBack()).containsExactly("a");
	}

	@Test
	void exceptionInARollbackDoesNotStopTheEarlierOnes() {
		IllegalArgumentException second = new IllegalArgumentException("no such row");
		AssertionError third = new AssertionError("cannot be");
		this.queue.add(action("a"))
			.add(action("b").failingToRollBack(second))
			.add(action("c").failingToRollBack(third).failing(this.failure));
		assertThatExceptionOfType(IOException.class).isThrownBy(this.queue::execute);
		RollbackReport report = this.queue.rollback();
		assertThat(this.calls).containsExactly("+a", "+b", "+c", "-c", "-b", "-a");
		assertThat(report.failures()).containsExactly(new RollbackReport.Failure("c", third),
				new RollbackReport.Failure("b", second));
		assertThat(report.isComplete()).isFalse();
		assertThat(report).hasToString("rolled back [a], failed: c (java.lang.AssertionError: cannot be), "
				+ "b (java.lang.IllegalArgumentException: no such row)");
	}

	@Test
	void everythingMayBeRolledBackAfterSuccess() throws Exception {
		this.queue.add(action("a")).add(action("b")).execute();
		assertThat(this.queue.rollback().rolledBack()).containsExactly("b", "a");
	}

	@Test
	void emptyQueueExecutesToNothing() throws Exception {
		this.queue.execute();
		assertThat(this.queue.rollback()).isEqualTo(new RollbackReport(List.of(), List.of()));
	}

	@Test
	void whatIsOutOfOrderIsRefusedNamingTheState() throws Exception {
		assertThatIllegalStateException().isThrownBy(this.queue::rollback).withMessageContainingAll("publish", "NEW");
		this.queue.execute();
		assertThatIllegalStateException().isThrownBy(this.queue::execute).withMessageContaining("EXECUTED");
		assertThatIllegalStateException().isThrownBy(this.queue::run).withMessageContaining("EXECUTED");
		assertThatIllegalStateException().isThrownBy(() -> this.queue.add(action("a")))
			.withMessageContaining("EXECUTED");
		this.queue.rollback();
		assertThatIllegalStateException().isThrownBy(this.queue::rollback).withMessageContaining("ROLLED_BACK");
		assertThatIllegalStateException().isThrownBy(this.queue::execute).withMessageContaining("ROLLED_BACK");
	}

	@Test
	void actionCannotRollBackTheQueueThatExecutesIt() {
		this.queue.add(Action.of("self", this.queue::rollback, () -> {
		}));
		assertThatIllegalStateException().isThrownBy(this.queue::execute).withMessageContaining("EXECUTING");
	}

	@Test
	void runRollsBackAndThrowsTheCauseWithTheErrorsOfTheRollback() {
		IllegalArgumentException undo = new IllegalArgumentException("no such row");
		this.queue.add(action("a").failingToRollBack(undo)).add(action("b").failing(this.failure));
		assertThatExceptionOfType(IOException.class).isThrownBy(this.queue::run).isSameAs(this.failure);
		assertThat(this.failure).hasSuppressedException(undo);
		assertThat(this.calls).containsExactly("+a", "+b", "-b", "-a");
		assertThat(this.queue.state()).isEqualTo(State.ROLLED_BACK);
	}

	@Test
	void runOfWhatSucceedsRollsNothingBack() throws Exception {
		this.queue.add(action("a")).run();
		assertThat(this.calls).containsExactly("+a");
		assertThat(this.queue.state()).isEqualTo(State.EXECUTED);
	}

	@Test
	void errorThatIsTheCauseItselfIsNotAttachedToIt() {
		this.queue.add(action("a").failing(this.failure).failingToRollBack(this.failure));
		assertThatExceptionOfType(IOException.class).isThrownBy(this.queue::run);
		assertThat(this.failure).hasNoSuppressedExceptions();
	}

	@Test
	void actionsRunInTheCallersThread() throws Exception {
		AtomicBoolean same = new AtomicBoolean();
		Thread caller = Thread.currentThread();
		this.queue.add(Action.of("look", () -> same.set(Thread.currentThread() == caller), () -> {
		})).execute();
		assertThat(same).isTrue();
	}

	@Test
	void interruptReachesNoRollbackAndIsKept() throws Exception {
		List<Boolean> interrupted = new ArrayList<>();
		Action.Step interrupting = () -> {
			interrupted.add(Thread.currentThread().isInterrupted());
			Thread.currentThread().interrupt();
		};
		ActionQueue queue = new ActionQueue().add(Action.of("a", () -> {
		}, interrupting)).add(Action.of("b", () -> {
		}, interrupting));
		queue.execute();
		Thread.currentThread().interrupt();
		assertThat(queue.rollback().isComplete()).isTrue();
		assertThat(interrupted).containsExactly(false, false);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void actionsAreNamedAfterTheirClassUnlessTheySay() {
		Action nameless = () -> {
		};
		assertThat(action("a").name()).isEqualTo("a");
		assertThat(new Undoable().name()).isEqualTo("Undoable");
		assertThat(nameless.name()).isNotBlank();
	}

	private RecordedAction action(String name) {
		return new RecordedAction(name, this.calls);
	}

	private static final class Undoable implements Action {

		@Override
		public void execute() {
		}

	}

}
