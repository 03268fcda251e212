package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.rollingops.OnRestart;
import io.github.rollingops.OperationAbortedException;
import io.github.rollingops.RollingOpsDecodingException;
import io.github.rollingops.StepJournal;
import io.github.rollingops.action.ActionEvent;
import io.github.rollingops.action.ActionLimits;
import io.github.rollingops.action.ActionListener;
import io.github.rollingops.action.ActionOptions;
import io.github.rollingops.action.ActionQueue;
import io.github.rollingops.action.JournaledQueue;
import io.github.rollingops.action.RollbackReport;
import io.github.rollingops.callback.CallbackResult;
import io.github.rollingops.databag.Journal;
import io.github.rollingops.event.OperationStepEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps of an operation under its grant. What an earlier run has left decides
 * whether they are done from the start, gone on with, or undone first.
 */
final class StepRunner {

	private static final Log logger = LogFactory.getLog(StepRunner.class);

	private final Surroundings here;

	StepRunner(Surroundings here) {
		this.here = here;
	}

	/**
	 * Take the steps on the present thread.
	 * @throws OperationAbortedException if the queue cannot be run
	 * @throws Exception what ended the execution; the steps have been rolled back then
	 */
	End take(CallbackResult.Steps steps, Run run) throws Exception {
		ActionOptions options = options(steps.queue().options(), run);
		StoreJournal journal = new StoreJournal(this.here, run, steps.onRestart(),
				Objects.requireNonNull(options.limits().rollbackTime()));
		JournaledQueue queue = journaled(steps.queue(), options, run, journal);
		Journal left = journal.claim();
		if (left == null) {
			queue.run();
			return End.DONE;
		}
		run.stepsLeft(left.left());
		StepJournal earlier = read(left);
		journal.takeOver(earlier);
		if (earlier == null || !queue.matches(earlier)) {
			report(run, "has other steps than those that were begun", queue, earlier);
			// Not before all was tried that can be.
			return journal.wasRefused() ? End.UNDONE : End.STEPS_CHANGED;
		}
		if (mayResume(steps.onRestart(), earlier, run)) {
			logger.info("Going on with " + run + " after " + earlier.steps().size() + " steps");
			queue.resume(earlier);
			return End.DONE;
		}
		report(run, "was cut short", queue, earlier);
		return End.UNDONE;
	}

	private JournaledQueue journaled(ActionQueue queue, ActionOptions options, Run run, StoreJournal journal) {
		try {
			return new JournaledQueue(queue, options, journal, run.fencingToken());
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw new OperationAbortedException("The steps of " + run + " cannot be taken: " + ex.getMessage(), ex);
		}
	}

	private ActionOptions options(ActionOptions options, Run run) {
		String name = options.name().equals(ActionOptions.DEFAULT.name()) ? run.operation().callbackId()
				: options.name();
		List<ActionListener> listeners = new ArrayList<>(options.listeners());
		listeners.add((event) -> publish(event, run));
		return options.withName(name).withLimits(limits(options.limits(), run)).withListeners(listeners);
	}

	private static ActionLimits limits(ActionLimits limits, Run run) {
		Duration timeout = run.untilTimeout();
		Duration executeTime = limits.executeTime();
		Duration rollbackTime = limits.rollbackTime();
		return new ActionLimits(limits.maxRetries(),
				(executeTime != null && executeTime.compareTo(timeout) < 0) ? executeTime : timeout,
				(rollbackTime != null) ? rollbackTime : timeout);
	}

	private void publish(ActionEvent event, Run run) {
		this.here.announcer()
			.publish(new OperationStepEvent(run.group(), run.unit(), run.operation(), run.fencingToken(), event));
	}

	private static @Nullable StepJournal read(Journal journal) {
		try {
			return StepJournal.fromJson(journal.operationId(), journal.token(), journal.steps());
		}
		catch (RollingOpsDecodingException ex) {
			logger.warn("The journal of operation " + journal.operationId() + " cannot be read", ex);
			return null;
		}
	}

	private boolean mayResume(OnRestart onRestart, StepJournal earlier, Run run) {
		return onRestart == OnRestart.RESUME && earlier.onRestart() == OnRestart.RESUME && !earlier.isUndoing()
				&& run.operation().cutShortRuns() < this.here.settings().retries().maxCutShortRuns();
	}

	private static void report(Run run, String what, JournaledQueue queue, @Nullable StepJournal earlier) {
		RollbackReport report = (earlier != null) ? queue.rollback(earlier) : new RollbackReport(List.of(), List.of());
		logger.warn(run + " " + what + "; " + report);
	}

	/**
	 * How the steps of a run ended.
	 */
	enum End {

		/**
		 * All were done.
		 */
		DONE,

		/**
		 * What an earlier run had begun was undone.
		 */
		UNDONE,

		/**
		 * What an earlier run had begun was undone as far as that was possible.
		 */
		STEPS_CHANGED

	}

}
