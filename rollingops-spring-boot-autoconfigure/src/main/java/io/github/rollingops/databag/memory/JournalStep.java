package io.github.rollingops.databag.memory;

import java.util.List;

import io.github.rollingops.databag.Caller;
import io.github.rollingops.databag.Journal;
import io.github.rollingops.databag.JournalAnswer;
import io.github.rollingops.databag.JournalAnswer.Status;
import io.github.rollingops.databag.JournalCommand;
import io.github.rollingops.databag.JournalCommand.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Write down how far the steps of an operation have got.
 */
final class JournalStep {

	private final GroupData group;

	private final JournalCommand command;

	private final Journals journals;

	JournalStep(GroupData group, JournalCommand command) {
		this.group = group;
		this.command = command;
		this.journals = new Journals(group);
	}

	JournalAnswer take() {
		Caller caller = this.command.caller();
		Bag bag = this.group.bags.get(caller.unit());
		if (bag == null) {
			return answer(Status.NOT_GRANTED, null);
		}
		Status refusal = bag.bootId.equals(caller.bootId()) ? refuse(bag.journal) : Status.SUPERSEDED;
		if (refusal != null) {
			return answer(refusal, null);
		}
		if (this.command.mode() == Mode.CLAIM) {
			claim(bag);
		}
		else {
			this.journals.write(bag, new Journal(this.command.operationId(), this.command.token(),
					this.command.version(), this.command.left(), this.command.steps()));
		}
		return answer(Status.WRITTEN, bag.journal);
	}

	/**
	 * A word that has been heard before is written once more, which changes nothing.
	 */
	private @Nullable Status refuse(@Nullable Journal journal) {
		boolean own = journal != null && journal.token() == this.command.token();
		if (journal != null
				&& (journal.token() > this.command.token() || (own && journal.version() > this.command.version()))) {
			return Status.SUPERSEDED;
		}
		boolean mayWrite = isGranted() || (this.command.mode() == Mode.UNDOING && isOfOperation(journal));
		return mayWrite ? null : Status.NOT_GRANTED;
	}

	/**
	 * Also where the store has lost that the caller took it over, so that nobody goes on
	 * from what is being undone.
	 */
	private boolean isOfOperation(@Nullable Journal journal) {
		return journal != null && journal.operationId().equals(this.command.operationId());
	}

	private boolean isGranted() {
		GrantRecord grant = this.group.grant;
		return grant != null && grant.belongsTo(this.command.caller()) && grant.token() == this.command.token()
				&& grant.operationId().equals(this.command.operationId());
	}

	private void claim(Bag bag) {
		Journal earlier = bag.journal;
		if (earlier != null && isOfOperation(earlier)) {
			bag.journal = new Journal(earlier.operationId(), this.command.token(), 0, earlier.left(), earlier.steps());
		}
		else {
			this.journals.remove(bag);
		}
	}

	private JournalAnswer answer(Status status, @Nullable Journal journal) {
		return new JournalAnswer(status, journal, List.copyOf(this.group.changes));
	}

}
