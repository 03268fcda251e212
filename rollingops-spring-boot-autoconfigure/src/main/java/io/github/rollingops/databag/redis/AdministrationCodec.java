package io.github.rollingops.databag.redis;

import io.github.rollingops.databag.AdministrationAnswer;
import io.github.rollingops.databag.AdministrationAnswer.Status;
import io.github.rollingops.databag.AdministrationCommand;

/**
 * What {@code administer.lua} is given and answers.
 */
final class AdministrationCodec {

	private AdministrationCodec() {
	}

	static void write(AdministrationCommand command, Arguments arguments) {
		arguments.add(command.unit())
			.add(command.action().name())
			.add(command.bootId())
			.add(command.operationId())
			.add(command.token())
			.add(command.entries())
			.add(command.requestedBy());
	}

	static AdministrationAnswer read(Answer answer) {
		return new AdministrationAnswer(Status.valueOf(answer.text()), answer.number(), answer.changes());
	}

}
