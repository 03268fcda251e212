package io.github.rollingops.engine;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.rollingops.DropReason;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationAbortedException;
import io.github.rollingops.OperationResult;
import io.github.rollingops.callback.InvalidKwargsException;
import io.github.rollingops.callback.RegisteredCallback;
import io.github.rollingops.databag.FinishCommand.Result;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls a callback and makes an outcome of whatever it does.
 */
final class CallbackRunner {

	private static final Log logger = LogFactory.getLog(CallbackRunner.class);

	private final GroupSettings.Retries retries;

	/**
	 * The operation that keeps the lock, and how often in a row it has.
	 */
	private @Nullable String heldOperation;

	private int holds;

	private final StepRunner steps;

	private final Interceptors interceptors;

	CallbackRunner(GroupSettings.Retries retries, StepRunner steps, Interceptors interceptors) {
		this.retries = retries;
		this.steps = steps;
		this.interceptors = interceptors;
	}

	/**
	 * Call the callback on the present thread.
	 * @param callback the callback
	 * @param run the run
	 * @param returned told when the thread is free again
	 */
	void call(RegisteredCallback callback, Run run, Consumer<Outcome> returned) {
		if (!run.enter()) {
			return;
		}
		Outcome outcome = Outcome.unrun(run.fencingToken(), run.operation().id());
		try {
			// A thread may have been long in coming.
			if (run.isGranted()) {
				outcome = new RunLog(run).during(() -> outcome(callback, run)).withStepsLeft(run.stepsLeft());
			}
		}
		finally {
			run.leave();
			returned.accept(outcome);
		}
	}

	private Outcome outcome(RegisteredCallback callback, Run run) {
		long token = run.fencingToken();
		String operationId = run.operation().id();
		try {
			InterceptedCall.Ended ended = new InterceptedCall(callback, this.steps, run).make(this.interceptors);
			if (ended.steps() != null) {
				return outcome(ended.steps(), run);
			}
			return run.isTimedOut() ? retryRelease(run) : outcome(ended.result(), run);
		}
		catch (OperationAbortedException ex) {
			logger.warn(describe(run) + " was aborted", ex);
			return Outcome.dropped(token, operationId, DropReason.ABORTED);
		}
		catch (InvalidKwargsException ex) {
			logger.warn(describe(run) + " has kwargs that do not fit", ex);
			return Outcome.dropped(token, operationId, DropReason.INVALID_KWARGS);
		}
		catch (Throwable ex) {
			// Whatever it was, the group must hear of an end, or it waits for ever.
			logger.warn(describe(run) + " failed and will be retried", ex);
			return retryRelease(run);
		}
	}

	private Outcome outcome(OperationResult result, Run run) {
		return switch (result) {
			case RELEASE -> Outcome.released(run.fencingToken(), run.operation().id());
			case RETRY_RELEASE -> retryRelease(run);
			case RETRY_HOLD -> retryHold(run);
		};
	}

	/**
	 * Whether all steps were done was decided when the last one was written down, in time
	 * or not: nothing that happened since may say otherwise.
	 */
	private Outcome outcome(StepRunner.End end, Run run) {
		return switch (end) {
			case DONE -> Outcome.released(run.fencingToken(), run.operation().id());
			case UNDONE -> retryRelease(run);
			case STEPS_CHANGED -> Outcome.dropped(run.fencingToken(), run.operation().id(), DropReason.STEPS_CHANGED);
		};
	}

	private Outcome retryRelease(Run run) {
		this.heldOperation = null;
		Duration delay = this.retries.release().after(run.operation().attempt() + 1);
		return Outcome.retried(run.fencingToken(), run.operation().id(), Result.RETRY_RELEASE, delay);
	}

	private Outcome retryHold(Run run) {
		Operation operation = run.operation();
		this.holds = operation.id().equals(this.heldOperation) ? this.holds + 1 : 0;
		this.heldOperation = operation.id();
		return Outcome.retried(run.fencingToken(), operation.id(), Result.RETRY_HOLD,
				this.retries.hold().after(this.holds));
	}

	private static String describe(Run run) {
		return "Operation " + run.operation() + " on unit '" + run.unit() + "' of group '" + run.group() + "'";
	}

}
