package io.github.rollingops.action;

import java.util.List;

import io.github.rollingops.StepJournal.Step;

/**
 * Where a queue writes down how far it has got, so that another process can undo what
 * this one has begun, or go on with it. Each word names all steps that were begun, in
 * their order, and takes the place of the one before.
 * <p>
 * Called on the thread that runs the queue, before a step begins and after it has ended.
 *
 * @since 0.1.0
 */
public interface ActionJournal {

	/**
	 * Write down how far the execution has got. No step begins that could not be written
	 * down.
	 * @param steps the steps that were begun
	 * @throws ActionJournalException if that was not possible; the queue fails
	 */
	void executing(List<Step> steps);

	/**
	 * Write down how far the rollback has got.
	 * @param steps the steps that were begun
	 * @throws ActionJournalException if nothing more may be undone, for somebody else has
	 * taken that over, or has to
	 */
	void undoing(List<Step> steps);

}
