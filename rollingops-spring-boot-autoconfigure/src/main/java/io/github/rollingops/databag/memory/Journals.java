package io.github.rollingops.databag.memory;

import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.Journal;

/**
 * What becomes of the journals. None goes without a word of the steps that it leaves.
 */
final class Journals {

	private final GroupData group;

	Journals(GroupData group) {
		this.group = group;
	}

	static boolean isOf(Bag bag, String operationId) {
		return bag.journal != null && bag.journal.operationId().equals(operationId);
	}

	static boolean isOpen(Bag bag) {
		return bag.journal != null && !bag.journal.left().isEmpty();
	}

	/**
	 * Note who writes it from now on. What an earlier run of another operation has left
	 * is out of reach then.
	 */
	void write(Bag bag, Journal journal) {
		if (bag.journal != null && !bag.journal.operationId().equals(journal.operationId())) {
			remove(bag);
		}
		bag.journal = journal;
	}

	/**
	 * Take the word of the holder, who knows best what is left. Only with steps left does
	 * the journal outlast the run.
	 */
	void finish(Bag bag, FinishCommand command) {
		Journal journal = bag.journal;
		if (journal == null || journal.token() != command.token() || command.result() == Result.UNRUN) {
			return;
		}
		bag.journal = command.stepsLeft().isEmpty() ? null : new Journal(journal.operationId(), journal.token(),
				journal.version(), command.stepsLeft(), journal.steps());
	}

	/**
	 * Remove the journal of an operation that the queue does not have any more.
	 */
	void removeOf(Bag bag, String operationId) {
		if (isOf(bag, operationId)) {
			remove(bag);
		}
	}

	void remove(Bag bag) {
		Journal journal = bag.journal;
		bag.journal = null;
		if (journal != null && !journal.left().isEmpty()) {
			this.group.changed(Type.STEPS_LEFT, bag.unit, journal.token(), null,
					journal.operationId() + " " + journal.left());
		}
	}

}
