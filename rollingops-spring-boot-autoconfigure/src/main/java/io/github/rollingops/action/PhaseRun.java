package io.github.rollingops.action;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One phase of a queue: calls the methods of its actions, again where they ask for it,
 * and keeps to the limits of the whole.
 */
final class PhaseRun {

	private static final Log logger = LogFactory.getLog(ActionQueue.class);

	private final ActionPhase phase;

	private final ActionOptions options;

	private final @Nullable Long fencingToken;

	private final @Nullable Throwable cause;

	private final long startedAt;

	private int retries;

	private boolean interrupted;

	PhaseRun(ActionPhase phase, ActionOptions options, @Nullable Long fencingToken, @Nullable Throwable cause) {
		this.phase = phase;
		this.options = options;
		this.fencingToken = fencingToken;
		this.cause = cause;
		this.startedAt = options.time().nanoTime();
	}

	/**
	 * Call a method until it asks for no more.
	 */
	void run(QueuedAction action) throws Exception {
		long begin = this.options.time().nanoTime();
		tell(action, ActionEvent.Type.STARTED, 0, begin, null);
		Retries policy = new Retries(action.retry(this.phase), begin);
		int attempt = 0;
		try {
			while (true) {
				Exception failure = call(action, attempt);
				if (failure == null) {
					break;
				}
				Duration backoff = policy.backoff(failure, this.options.time().nanoTime());
				if (backoff == null) {
					throw failure;
				}
				requireRetry(action, backoff, failure);
				attempt++;
				tell(action, ActionEvent.Type.RETRIED, attempt, begin, failure);
				pause(backoff, failure);
			}
		}
		catch (Exception | Error ex) {
			tell(action, isRollback() ? ActionEvent.Type.ROLLBACK_FAILED : ActionEvent.Type.FAILED, attempt, begin, ex);
			throw ex;
		}
		tell(action, isRollback() ? ActionEvent.Type.ROLLED_BACK : ActionEvent.Type.COMPLETED, attempt, begin, null);
	}

	private @Nullable Exception call(QueuedAction action, int attempt) {
		try {
			action.call(new CallContext(action, this.phase, attempt, this.cause, remaining(), this.fencingToken));
			return null;
		}
		catch (Exception ex) {
			return ex;
		}
	}

	private boolean isRollback() {
		return this.phase == ActionPhase.ROLLBACK;
	}

	private @Nullable Duration remaining() {
		Duration limit = this.options.limits().time(this.phase);
		if (limit == null) {
			return null;
		}
		Duration left = limit.minusNanos(this.options.time().nanoTime() - this.startedAt);
		return left.isNegative() ? Duration.ZERO : left;
	}

	/**
	 * Check that another action may begin. A rollback does not ask: the end of its time
	 * ends the waiting, but not the undoing, and what is left is tried once.
	 */
	void requireTime(Action action) throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException("Interrupted before action '" + action.name() + "'");
		}
		Duration left = remaining();
		if (left != null && left.isZero()) {
			throw new ActionLimitExceededException("The limit of " + this.options.limits().executeTime()
					+ " for the execution of queue '" + this.options.name() + "' was over before action '"
					+ action.name() + "'; raise executeTime or do less", null);
		}
	}

	private void requireRetry(QueuedAction action, Duration backoff, Exception failure) {
		Integer maxRetries = this.options.limits().maxRetries();
		if (maxRetries != null && this.retries >= maxRetries) {
			throw new ActionLimitExceededException("Action '" + action.name() + "' asks to be called again, but queue '"
					+ this.options.name() + "' has used up its " + maxRetries + " retries; raise maxRetries", failure);
		}
		this.retries++;
		Duration left = remaining();
		if (left != null && left.compareTo(backoff) <= 0) {
			throw new ActionLimitExceededException("Action '" + action.name() + "' asks to be called again after "
					+ backoff + ", but queue '" + this.options.name() + "' has only " + left + " left of "
					+ this.options.limits().time(this.phase) + "; raise the limit", failure);
		}
	}

	/**
	 * Wait. A rollback is not kept from it by an interrupt, which is noted for later.
	 */
	private void pause(Duration backoff, Exception failure) throws InterruptedException {
		if (!isRollback() && Thread.interrupted()) {
			throw interruption("Interrupted before a retry", failure);
		}
		long until = this.options.time().nanoTime() + backoff.toNanos();
		Duration left = backoff;
		while (left.compareTo(Duration.ZERO) > 0) {
			try {
				this.options.time().sleep(left);
				return;
			}
			catch (InterruptedException ex) {
				if (!isRollback()) {
					throw interruption("Interrupted while waiting for a retry", failure);
				}
				this.interrupted = true;
				left = Duration.ofNanos(until - this.options.time().nanoTime());
			}
		}
	}

	private static InterruptedException interruption(String message, Exception failure) {
		InterruptedException interruption = new InterruptedException(message);
		interruption.initCause(failure);
		return interruption;
	}

	/**
	 * Keep an interrupt for later that came while an action was undone.
	 */
	void absorbInterrupt() {
		this.interrupted |= Thread.interrupted();
	}

	/**
	 * Return whether the thread was interrupted while the phase went on all the same.
	 */
	boolean wasInterrupted() {
		return this.interrupted;
	}

	private void tell(QueuedAction action, ActionEvent.Type type, int attempt, long begin, @Nullable Throwable error) {
		if (this.options.listeners().isEmpty() || (isRollback() && type == ActionEvent.Type.STARTED)) {
			return;
		}
		Duration taken = Duration.ofNanos(this.options.time().nanoTime() - begin);
		ActionEvent event = new ActionEvent(this.options.name(), action.name(), type, attempt, taken, error);
		for (ActionListener listener : this.options.listeners()) {
			try {
				listener.onEvent(event);
			}
			catch (RuntimeException | Error ex) {
				logger.error("A listener failed to handle " + event, ex);
			}
		}
	}

	/**
	 * What an action is told of a call.
	 */
	private record CallContext(QueuedAction queued, ActionPhase phase, int attempt, @Nullable Throwable cause,
			@Nullable Duration remaining, @Nullable Long fencingToken) implements ActionContext {

		@Override
		public String action() {
			return this.queued.name();
		}

		@Override
		public boolean completed() {
			return this.queued.completed();
		}

		@Override
		public ActionValues values() {
			return this.queued.values();
		}

	}

}
