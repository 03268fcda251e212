package io.github.rollingops.databag.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.rollingops.LockRequestResult;
import io.github.rollingops.databag.RequestAnswer;
import io.github.rollingops.databag.RequestAnswer.Status;
import io.github.rollingops.databag.RequestCommand;

/**
 * What {@code request.lua} is given and answers.
 */
final class RequestCodec {

	private RequestCodec() {
	}

	/**
	 * Write the arguments.
	 * @param targets the units named in the command, or those that are known to live
	 */
	static void write(RequestCommand command, Collection<String> targets, Arguments arguments) {
		arguments.add(command.caller().unit())
			.add(command.caller().bootId())
			.add(command.requestId())
			.add(command.notAfter())
			.add(command.again())
			.add(command.maxQueueLength())
			.add(command.operation().toJson())
			.add(command.units() == null);
		targets.forEach((unit) -> arguments.add(unit).add(command.operationId(unit)));
	}

	static RequestAnswer read(Answer answer) {
		Status status = Status.valueOf(answer.text());
		long before = answer.number();
		long rev = answer.number();
		List<LockRequestResult> results = new ArrayList<>();
		for (long left = answer.number(); left > 0; left--) {
			results.add(result(answer));
		}
		return new RequestAnswer(status, List.copyOf(results), before, rev, answer.changes());
	}

	private static LockRequestResult result(Answer answer) {
		String unit = answer.text();
		LockRequestResult.Status status = LockRequestResult.Status.valueOf(answer.text());
		return new LockRequestResult(unit, answer.operation(), status, answer.optionalText());
	}

}
