package io.github.rollingops.databag.redis;

import java.util.List;

import io.github.rollingops.databag.Journal;
import io.github.rollingops.databag.JournalAnswer;
import io.github.rollingops.databag.JournalAnswer.Status;
import io.github.rollingops.databag.JournalCommand;
import org.jspecify.annotations.Nullable;

/**
 * What {@code journal.lua} is given and answers.
 */
final class JournalCodec {

	private JournalCodec() {
	}

	static void write(JournalCommand command, Arguments arguments) {
		arguments.add(command.caller().unit())
			.add(command.caller().bootId())
			.add(command.token())
			.add(command.operationId())
			.add(command.mode().name())
			.add(command.version())
			.add(command.left())
			.add(command.steps());
	}

	static JournalAnswer read(Answer answer) {
		Status status = Status.valueOf(answer.text());
		return (status == Status.WRITTEN) ? new JournalAnswer(status, journal(answer), answer.changes())
				: new JournalAnswer(status, null, List.of());
	}

	static @Nullable Journal journal(Answer answer) {
		Journal journal = new Journal(answer.text(), answer.number(), answer.number(), answer.text(), answer.text());
		return journal.operationId().isEmpty() ? null : journal;
	}

}
