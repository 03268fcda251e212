package io.github.rollingops.action;

import java.util.List;

import io.github.rollingops.StepJournal;

/**
 * A queue whose steps are written down as they are taken, so that what a process has
 * begun can be undone, or gone on with, by the next.
 * <p>
 * One call of {@link #run()}, {@link #resume(StepJournal)} or
 * {@link #rollback(StepJournal)}; not thread-safe, as the queue is not.
 *
 * @since 0.1.0
 */
public final class JournaledQueue {

	private final ActionQueue queue;

	private final List<String> names;

	/**
	 * Take over a queue that has not been run.
	 * @param queue the queue; its actions need names that tell them apart
	 * @param options how it runs now
	 * @param journal where the steps are written down
	 * @param fencingToken the token of the grant under which it runs
	 * @throws IllegalArgumentException if the names of its actions cannot stand for them
	 * @throws IllegalStateException if the queue has been run
	 */
	public JournaledQueue(ActionQueue queue, ActionOptions options, ActionJournal journal, long fencingToken) {
		this.queue = queue;
		this.names = StepNames.check(options.name(), queue.actions());
		queue.attach(options, journal, fencingToken);
	}

	/**
	 * Return whether the queue begins with the steps that another process has begun.
	 * @param earlier what that one has written down
	 * @return whether names and order are the same
	 */
	public boolean matches(StepJournal earlier) {
		List<String> begun = earlier.steps().stream().map(StepJournal.Step::name).toList();
		return begun.size() <= this.names.size() && begun.equals(this.names.subList(0, begun.size()));
	}

	/**
	 * Execute from the start, and roll back if that fails.
	 * @throws Exception as {@link ActionQueue#run()} does
	 */
	public void run() throws Exception {
		this.queue.run();
	}

	/**
	 * Go on where another process came to its end: what it completed is not done again,
	 * what it had only begun is. If that fails, everything is rolled back.
	 * @param earlier what that one has written down
	 * @throws Exception as {@link ActionQueue#run()} does
	 */
	public void resume(StepJournal earlier) throws Exception {
		this.queue.restore(earlier.steps());
		this.queue.run();
	}

	/**
	 * Undo what another process has begun, in reverse. A step that the queue no longer
	 * has is reported.
	 * @param earlier what that one has written down
	 * @return what was undone and what was not
	 */
	public RollbackReport rollback(StepJournal earlier) {
		this.queue.restore(earlier.steps());
		return this.queue.rollbackRestored(new ExecutionCutShortException(
				"The execution under token " + earlier.fencingToken() + " was cut short; what it had begun is undone"));
	}

}
