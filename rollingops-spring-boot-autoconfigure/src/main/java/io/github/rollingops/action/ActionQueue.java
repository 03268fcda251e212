package io.github.rollingops.action;

import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.StepJournal.Step;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Actions that belong together: executed in the order in which they were added, in the
 * caller's thread, and rolled back in reverse where one of them fails.
 * <p>
 * One execution and one rollback each; what else is asked for is an
 * {@link IllegalStateException} that names the state. {@link #run()} does both as needed.
 * <p>
 * Not thread-safe, by contract: one thread adds, executes and rolls back.
 *
 * @since 0.1.0
 */
public final class ActionQueue {

	private static final Log logger = LogFactory.getLog(ActionQueue.class);

	private final List<Action> actions = new ArrayList<>();

	private final BegunSteps begun = new BegunSteps();

	private ActionOptions options;

	private @Nullable Long fencingToken;

	private State state = State.NEW;

	private @Nullable Throwable failure;

	/**
	 * Create a queue without limits and listeners.
	 */
	public ActionQueue() {
		this(ActionOptions.DEFAULT);
	}

	/**
	 * Create a queue.
	 * @param options how it runs
	 */
	public ActionQueue(ActionOptions options) {
		this.options = options;
	}

	/**
	 * Add an action behind all others.
	 * @param action the action
	 * @return this queue
	 * @throws IllegalStateException if the execution has begun
	 */
	public ActionQueue add(Action action) {
		requireState("add an action", State.NEW);
		this.actions.add(action);
		return this;
	}

	/**
	 * Execute the actions in order. The first exception ends that and is thrown as it is;
	 * then call {@link #rollback()}. An interrupt ends it likewise, between two actions
	 * and in a wait.
	 * @throws ActionLimitExceededException if the limits of the queue are used up
	 * @throws IllegalStateException if it has been executed before
	 * @throws Exception what an action threw
	 */
	public void execute() throws Exception {
		requireState("execute", State.NEW);
		this.state = State.EXECUTING;
		PhaseRun run = new PhaseRun(ActionPhase.EXECUTE, this.options, this.fencingToken, null);
		try {
			for (int i = 0; i < this.actions.size(); i++) {
				execute(run, i);
			}
			this.state = State.EXECUTED;
		}
		catch (Exception | Error ex) {
			this.failure = ex;
			this.state = State.FAILED;
			throw ex;
		}
	}

	private void execute(PhaseRun run, int index) throws Exception {
		QueuedAction begun = this.begun.at(index);
		if (begun != null && begun.completed()) {
			return;
		}
		Action action = this.actions.get(index);
		run.requireTime(action);
		QueuedAction step = this.begun.begin(action, begun);
		run.run(step);
		this.begun.completed(step);
	}

	/**
	 * Undo, in reverse, every action whose execution has begun, the one that failed
	 * included. What cannot be undone is logged and reported and keeps nothing before it
	 * from being undone. An interrupt neither stops this nor is lost: the thread is
	 * interrupted afterwards.
	 * @return what was undone and what was not
	 * @throws IllegalStateException if it has not been executed, or has been rolled back
	 * before
	 */
	public RollbackReport rollback() {
		requireState("roll back", State.EXECUTED, State.FAILED);
		this.state = State.ROLLING_BACK;
		return rollback(this.failure);
	}

	private RollbackReport rollback(@Nullable Throwable cause) {
		boolean interrupted = Thread.interrupted();
		PhaseRun run = new PhaseRun(ActionPhase.ROLLBACK, this.options, this.fencingToken, cause);
		RollbackReport report = this.begun.undo(run, this.options.name());
		if (interrupted || run.wasInterrupted()) {
			Thread.currentThread().interrupt();
		}
		this.state = State.ROLLED_BACK;
		return report;
	}

	/**
	 * Execute, and roll back if that fails.
	 * @throws IllegalStateException if it has been executed before
	 * @throws Exception what ended the execution, with the errors of the rollback as
	 * suppressed ones
	 */
	public void run() throws Exception {
		requireState("run", State.NEW);
		try {
			execute();
		}
		catch (Exception | Error ex) {
			logger.warn("Queue '" + this.options.name() + "' failed and is rolled back", ex);
			rollback().addSuppressedTo(ex);
			throw ex;
		}
	}

	/**
	 * Return the actions in order.
	 * @return the actions
	 */
	public List<Action> actions() {
		return List.copyOf(this.actions);
	}

	/**
	 * Return what has become of the queue.
	 * @return the state
	 */
	public State state() {
		return this.state;
	}

	/**
	 * Return how the queue runs.
	 * @return the options
	 */
	public ActionOptions options() {
		return this.options;
	}

	/**
	 * Run in other circumstances, and keep a journal.
	 */
	void attach(ActionOptions options, ActionJournal journal, @Nullable Long fencingToken) {
		requireState("take over", State.NEW);
		this.options = options;
		this.fencingToken = fencingToken;
		this.begun.keepIn(journal);
	}

	/**
	 * Take up what another process has begun.
	 */
	void restore(List<Step> steps) {
		requireState("take over", State.NEW);
		this.begun.restore(steps, this.actions);
	}

	/**
	 * Undo what another process has begun.
	 */
	RollbackReport rollbackRestored(Throwable cause) {
		requireState("roll back", State.NEW);
		this.state = State.ROLLING_BACK;
		return rollback(cause);
	}

	private void requireState(String what, State... allowed) {
		if (!List.of(allowed).contains(this.state)) {
			throw new IllegalStateException("Cannot " + what + ": queue '" + this.options.name() + "' is " + this.state
					+ ", which allows it only when " + List.of(allowed) + "; use a new queue");
		}
	}

	/**
	 * What can become of a queue.
	 */
	public enum State {

		/**
		 * Actions can be added.
		 */
		NEW,

		/**
		 * It is being executed.
		 */
		EXECUTING,

		/**
		 * All actions were executed.
		 */
		EXECUTED,

		/**
		 * The execution ended with an exception.
		 */
		FAILED,

		/**
		 * It is being rolled back.
		 */
		ROLLING_BACK,

		/**
		 * It was rolled back.
		 */
		ROLLED_BACK

	}

}
