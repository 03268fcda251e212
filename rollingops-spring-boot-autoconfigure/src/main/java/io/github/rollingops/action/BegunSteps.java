package io.github.rollingops.action;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.rollingops.StepJournal.Status;
import io.github.rollingops.StepJournal.Step;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a queue has begun, in that order, and the journal in which they are
 * written down.
 */
final class BegunSteps {

	private static final Log logger = LogFactory.getLog(ActionQueue.class);

	private final List<QueuedAction> steps = new ArrayList<>();

	private @Nullable ActionJournal journal;

	private boolean undoing;

	void keepIn(ActionJournal journal) {
		this.journal = journal;
	}

	/**
	 * Take up what another process has begun. A step that has no action here stays as it
	 * is.
	 */
	void restore(List<Step> earlier, List<Action> actions) {
		for (Step step : earlier) {
			Action action = actions.stream()
				.filter((candidate) -> candidate.name().equals(step.name()))
				.findFirst()
				.orElseGet(() -> new MissingAction(step.name()));
			this.steps.add(new QueuedAction(action, step, this::write));
		}
	}

	@Nullable QueuedAction at(int index) {
		return (index < this.steps.size()) ? this.steps.get(index) : null;
	}

	/**
	 * Begin a step, which is written down before.
	 * @param action the action
	 * @param begun the step if another process has begun it before
	 */
	QueuedAction begin(Action action, @Nullable QueuedAction begun) {
		QueuedAction step = (begun != null) ? begun : new QueuedAction(action, this::write);
		if (begun == null) {
			this.steps.add(step);
		}
		try {
			write();
		}
		catch (RuntimeException ex) {
			if (begun == null) {
				// Not called, so there is nothing to undo.
				this.steps.remove(step);
			}
			throw ex;
		}
		return step;
	}

	void completed(QueuedAction step) {
		step.status(Status.COMPLETED);
		write();
	}

	/**
	 * Undo the steps in reverse, and write down each before that is done.
	 */
	RollbackReport undo(PhaseRun run, String queue) {
		this.undoing = true;
		List<String> rolledBack = new ArrayList<>();
		List<RollbackReport.Failure> failures = new ArrayList<>();
		for (QueuedAction step : leftToUndo()) {
			Throwable error = undo(run, step);
			if (error == null) {
				rolledBack.add(step.name());
			}
			else {
				logger.warn("Action '" + step.name() + "' of queue '" + queue + "' could not be rolled back", error);
				failures.add(new RollbackReport.Failure(step.name(), error));
			}
			run.absorbInterrupt();
		}
		writeLastWord(queue);
		return new RollbackReport(rolledBack, failures);
	}

	private List<QueuedAction> leftToUndo() {
		List<QueuedAction> left = new ArrayList<>(
				this.steps.stream().filter((step) -> step.status().isLeftToUndo()).toList());
		Collections.reverse(left);
		return left;
	}

	private @Nullable Throwable undo(PhaseRun run, QueuedAction step) {
		if (step.isMissing()) {
			return new IllegalStateException("The queue has no action '" + step.name()
					+ "' any more; undo it by hand, or run the version of the application that has it");
		}
		Status before = step.status();
		try {
			step.status(Status.ROLLING_BACK);
			write();
		}
		catch (RuntimeException ex) {
			step.status(before);
			return ex;
		}
		try {
			run.run(step);
			step.status(Status.ROLLED_BACK);
			return null;
		}
		// Whatever it is, it must not keep what came earlier from being undone.
		catch (Throwable ex) {
			step.status(Status.ROLLBACK_FAILED);
			return ex;
		}
	}

	private void writeLastWord(String queue) {
		try {
			write();
		}
		catch (RuntimeException ex) {
			logger.debug("The end of the rollback of queue '" + queue + "' could not be written down", ex);
		}
	}

	private void write() {
		if (this.journal == null) {
			return;
		}
		List<Step> steps = this.steps.stream().map(QueuedAction::step).toList();
		if (this.undoing) {
			this.journal.undoing(steps);
		}
		else {
			this.journal.executing(steps);
		}
	}

}
