package io.github.rollingops.sample.search;

import java.util.List;

import io.github.rollingops.StepJournal.Step;
import io.github.rollingops.action.ActionJournal;
import io.github.rollingops.action.ActionJournalException;

/**
 * Keeps what is written down, and can end a life at one of the words: what was written
 * until then stays, and nothing more is done or undone.
 */
class NotedJournal implements ActionJournal {

	private List<Step> steps = List.of();

	private int words;

	private int killedAfter;

	private int killedBefore;

	private boolean killed;

	NotedJournal killedAfter(int word) {
		this.killedAfter = word;
		return this;
	}

	NotedJournal killedBefore(int word) {
		this.killedBefore = word;
		return this;
	}

	@Override
	public void executing(List<Step> steps) {
		killIf(this.words + 1 == this.killedBefore);
		this.words++;
		this.steps = steps;
		killIf(this.words == this.killedAfter);
	}

	private void killIf(boolean due) {
		if (due) {
			this.killed = true;
			throw new Killed();
		}
	}

	@Override
	public void undoing(List<Step> steps) {
		if (this.killed) {
			throw new ActionJournalException("Nobody is left to undo anything", null);
		}
		this.steps = steps;
	}

	List<Step> steps() {
		return this.steps;
	}

	int words() {
		return this.words;
	}

	/**
	 * The end of a life.
	 */
	static class Killed extends Error {

		private static final long serialVersionUID = 1L;

	}

}
