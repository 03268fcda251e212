package io.github.rollingops.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.rollingops.OnRestart;
import io.github.rollingops.StepJournal;
import io.github.rollingops.StepJournal.Status;
import io.github.rollingops.StepJournal.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A queue that writes its steps down, or takes up those of another process.
 */
class JournaledQueueTests {

	private final List<String> calls = new ArrayList<>();

	private final RecordedJournal journal = new RecordedJournal();

	private JournaledQueue queue(Action... actions) {
		ActionQueue queue = new ActionQueue();
		List.of(actions).forEach(queue::add);
		return new JournaledQueue(queue, ActionOptions.DEFAULT.withName("publish"), this.journal, 7);
	}

	private RecordedAction action(String name) {
		return new RecordedAction(name, this.calls);
	}

	private static StepJournal earlier(Status status, String... completedThenLast) {
		List<Step> steps = new ArrayList<>();
		for (int i = 0; i < completedThenLast.length; i++) {
			boolean last = i == completedThenLast.length - 1;
			steps.add(new Step(completedThenLast[i], last ? status : Status.COMPLETED, !last, Map.of()));
		}
		return new StepJournal("operation", 6, OnRestart.RESUME, steps);
	}

	@Test
	void writesEachStepDownAndThenDoesIt() throws Exception {
		queue(action("a"), action("b")).run();
		assertThat(this.calls).containsExactly("[a started]", "+a", "[a completed]", "[a completed, b started]", "+b",
				"[a completed, b completed]");
	}

	@Test
	void writesEachRollbackDownAndThenDoesIt() {
		JournaledQueue queue = queue(action("a"), action("b").failing(new IllegalStateException("b failed")));
		assertThatIllegalStateException().isThrownBy(queue::run);
		assertThat(this.calls).endsWith("+b", "undoing [a completed, b rolling-back]", "-b",
				"undoing [a rolling-back, b rolled-back]", "-a", "undoing [a rolled-back, b rolled-back]");
	}

	@Test
	void rollbackThatFailsIsWrittenDownAsFailed() {
		JournaledQueue queue = queue(action("a"), action("b").failing(new IllegalStateException("b failed"))
			.failingToRollBack(new IllegalStateException("b stays")));
		assertThatIllegalStateException().isThrownBy(queue::run);
		assertThat(this.calls).last().isEqualTo("undoing [a rolled-back, b rollback-failed]");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "a\nb", "\ud83d" })
	void refusesNamesByWhichNobodyWouldKnowAStepAgain(@Nullable String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> queue(action("a"), action(name)))
			.withMessageContainingAll("'publish'", "'" + name + "'", "1 to 128 characters");
	}

	@Test
	void refusesNamesThatAreTooLong() {
		queue(action("x".repeat(128)));
		assertThatIllegalArgumentException().isThrownBy(() -> queue(action("x".repeat(129))));
	}

	@Test
	void refusesLambdasWhichHaveAnotherNameInEachProcess() {
		assertThatIllegalArgumentException().isThrownBy(() -> queue(() -> this.calls.add("+")))
			.withMessageContainingAll("$$Lambda", "Action.of");
		queue(Action.of("a", () -> this.calls.add("+"), () -> this.calls.add("-")));
	}

	@Test
	void goesOnWithoutAValueThatCouldNotBeKept() throws Exception {
		this.journal.refused = "[a started]";
		ActionValues values = new ActionValues(Map.of("kept", "1"),
				() -> this.journal.executing(List.of(new Step("a", Status.STARTED, false, Map.of()))));
		assertThatExceptionOfType(ActionJournalException.class).isThrownBy(() -> values.put("kept", 2));
		assertThatExceptionOfType(ActionJournalException.class).isThrownBy(() -> values.put("new", 2));
		assertThat(values.get("kept", Integer.class)).hasValue(1);
		assertThat(values.get("new", Integer.class)).isEmpty();
	}

	@Test
	void stepThatAnotherProcessHasBegunIsUndoneThoughItCannotBeWrittenDownAgain() {
		this.journal.refused = "[a completed, b started]";
		JournaledQueue queue = queue(action("a"), action("b"));
		assertThatExceptionOfType(ActionJournalException.class)
			.isThrownBy(() -> queue.resume(earlier(Status.STARTED, "a", "b")));
		assertThat(this.calls).contains("-b", "-a").doesNotContain("+b");
	}

	@Test
	void stepThatCannotBeWrittenDownIsNeitherDoneNorUndone() {
		this.journal.refused = "[a completed, b started]";
		JournaledQueue queue = queue(action("a"), action("b"));
		assertThatExceptionOfType(ActionJournalException.class).isThrownBy(queue::run);
		assertThat(this.calls).contains("+a", "-a").doesNotContain("+b", "-b");
	}

	@Test
	void stepWhoseEndCannotBeWrittenDownIsUndone() {
		this.journal.refused = "[a completed]";
		JournaledQueue queue = queue(action("a"), action("b"));
		assertThatExceptionOfType(ActionJournalException.class).isThrownBy(queue::run);
		assertThat(this.calls).contains("+a", "-a").doesNotContain("+b");
	}

	@Test
	void stepWhoseRollbackMayNotBeginIsReportedAndLeft() {
		this.journal.refused = "undoing [a completed, b rolling-back]";
		JournaledQueue queue = queue(action("a"), action("b").failing(new IllegalStateException("b failed")));
		assertThatIllegalStateException().isThrownBy(queue::run)
			.satisfies(
					(ex) -> assertThat(ex.getSuppressed()).singleElement().isInstanceOf(ActionJournalException.class));
		assertThat(this.calls).doesNotContain("-b").endsWith("-a", "undoing [a rolled-back, b started]");
	}

	@Test
	void undoesWhatAnotherProcessHasBegunAndNoMore() {
		RollbackReport report = queue(action("a"), action("b"), action("c"))
			.rollback(earlier(Status.STARTED, "a", "b"));
		assertThat(this.calls).filteredOn((call) -> !call.contains("[")).containsExactly("-b", "-a");
		assertThat(report.rolledBack()).containsExactly("b", "a");
	}

	@Test
	void goesOnUndoingWhereAnotherProcessStopped() {
		StepJournal earlier = new StepJournal("operation", 6, OnRestart.RESUME,
				List.of(new Step("a", Status.COMPLETED, true, Map.of()),
						new Step("b", Status.ROLLING_BACK, true, Map.of()),
						new Step("c", Status.ROLLED_BACK, false, Map.of()),
						new Step("d", Status.ROLLBACK_FAILED, false, Map.of())));
		queue(action("a"), action("b"), action("c"), action("d")).rollback(earlier);
		assertThat(this.calls).filteredOn((call) -> !call.contains("[")).containsExactly("-b", "-a");
	}

	@Test
	void stepWhoseUndoingWasCutShortIsToldWhetherItHadCompleted() {
		List<Boolean> completed = new ArrayList<>();
		StepJournal earlier = new StepJournal("operation", 6, OnRestart.ROLL_BACK,
				List.of(new Step("a", Status.ROLLING_BACK, true, Map.of()),
						new Step("b", Status.ROLLING_BACK, false, Map.of())));
		queue(telling("a", completed), telling("b", completed)).rollback(earlier);
		assertThat(completed).containsExactly(false, true);
	}

	private static ContextAction telling(String name, List<Boolean> completed) {
		return new ContextAction() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public void execute(ActionContext context) {
				throw new AssertionError("not to be executed");
			}

			@Override
			public void rollback(ActionContext context) {
				completed.add(context.completed());
			}

		};
	}

	@Test
	void stepWithoutAnActionIsReportedAndLeft() {
		JournaledQueue queue = queue(action("a"), action("new"));
		RollbackReport report = queue.rollback(earlier(Status.STARTED, "a", "old"));
		assertThat(report.rolledBack()).containsExactly("a");
		assertThat(report.failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.error()).hasMessageContainingAll("'old'", "by hand"));
		assertThat(this.calls).last().isEqualTo("undoing [a rolled-back, old started]");
	}

	@Test
	void resumesWithTheStepThatWasOnlyBegun() throws Exception {
		queue(action("a"), action("b"), action("c")).resume(earlier(Status.STARTED, "a", "b"));
		assertThat(this.calls).filteredOn((call) -> !call.contains("[")).containsExactly("+b", "+c");
		assertThat(this.calls).last().isEqualTo("[a completed, b completed, c completed]");
	}

	@Test
	void resumedStepHasItsValues() throws Exception {
		ContextAction action = new ContextAction() {

			@Override
			public String name() {
				return "a";
			}

			@Override
			public void execute(ActionContext context) {
				JournaledQueueTests.this.calls.add(context.values().get("path", String.class).orElse("none") + " "
						+ context.fencingToken() + " " + context.completed());
			}

		};
		queue(action).resume(new StepJournal("operation", 6, OnRestart.RESUME,
				List.of(new Step("a", Status.STARTED, false, Map.of("path", "\"/b\"")))));
		assertThat(this.calls).contains("/b 7 false");
	}

	@Test
	void matchesWhatBeginsWithTheSameSteps() {
		JournaledQueue queue = queue(action("a"), action("b"), action("c"));
		assertThat(queue.matches(earlier(Status.STARTED, "a"))).isTrue();
		assertThat(queue.matches(earlier(Status.STARTED, "a", "b", "c"))).isTrue();
		assertThat(queue.matches(earlier(Status.STARTED, "b"))).isFalse();
		assertThat(queue.matches(earlier(Status.STARTED, "b", "a"))).isFalse();
		assertThat(queue.matches(earlier(Status.STARTED, "a", "b", "c", "d"))).isFalse();
	}

	@Test
	void refusesActionsThatCannotBeToldApart() {
		assertThatIllegalArgumentException().isThrownBy(() -> queue(action("a"), action("a")))
			.withMessageContainingAll("'publish'", "'a'", "name");
	}

	@Test
	void refusesAQueueThatHasBeenRun() throws Exception {
		ActionQueue queue = new ActionQueue().add(action("a"));
		queue.run();
		assertThatIllegalStateException()
			.isThrownBy(() -> new JournaledQueue(queue, ActionOptions.DEFAULT, this.journal, 7))
			.withMessageContaining("EXECUTED");
	}

	/**
	 * Writes its words among the calls, but for one that it refuses.
	 */
	private final class RecordedJournal implements ActionJournal {

		private String refused = "";

		@Override
		public void executing(List<Step> steps) {
			word("", steps);
		}

		@Override
		public void undoing(List<Step> steps) {
			word("undoing ", steps);
		}

		private void word(String phase, List<Step> steps) {
			String word = phase + steps.stream()
				.map((step) -> step.name() + " " + step.status().value())
				.collect(Collectors.joining(", ", "[", "]"));
			if (word.equals(this.refused)) {
				throw new ActionJournalException("refused " + word, null);
			}
			JournaledQueueTests.this.calls.add(word);
		}

	}

}
