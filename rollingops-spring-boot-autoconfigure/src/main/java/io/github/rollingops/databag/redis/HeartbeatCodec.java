package io.github.rollingops.databag.redis;

import java.time.Duration;

import io.github.rollingops.databag.Caller;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatAnswer.Status;
import io.github.rollingops.databag.HeartbeatAnswer.Twin;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.HeartbeatCommand.Known;
import io.github.rollingops.databag.HeartbeatCommand.Running;
import io.github.rollingops.databag.Held;
import org.jspecify.annotations.Nullable;

/**
 * What {@code heartbeat.lua} is given and answers.
 */
final class HeartbeatCodec {

	private HeartbeatCodec() {
	}

	static void write(HeartbeatCommand command, Arguments arguments) {
		Caller caller = command.caller();
		Known known = command.known();
		Running running = known.running();
		arguments.add(caller.unit())
			.add(caller.bootId())
			.add(caller.sequence())
			.add(command.busy())
			.add(command.draining())
			.add(command.schema())
			.add(command.proposedStoreId())
			.add(String.join(" ", command.callbackIds()))
			.add(command.policy())
			.add(known.storeId())
			.add(known.rev())
			.add(known.startedToken())
			.add(known.settledToken())
			.add((running != null) ? running.token() : 0)
			.add((running != null) ? running.operationId() : "")
			.add(known.unfinishedRequests());
	}

	static HeartbeatAnswer read(Answer answer) {
		Status status = Status.valueOf(answer.text());
		long time = answer.number();
		if (status != Status.MEMBER) {
			return HeartbeatAnswer.refused(status, twin(answer), time);
		}
		String leader = answer.optionalText();
		long term = answer.number();
		boolean leading = answer.flag();
		Duration leaderSilence = answer.duration();
		long issued = answer.number();
		Held held = answer.held();
		String storeId = answer.text();
		long rev = answer.number();
		int schema = (int) answer.number();
		return new HeartbeatAnswer(status, null, time, leader, term, leading, leaderSilence, issued, held, storeId, rev,
				schema, answer.flag(), answer.flag(), answer.optionalDuration(), answer.changes());
	}

	private static @Nullable Twin twin(Answer answer) {
		String bootId = answer.text();
		return bootId.isEmpty() ? null : new Twin(bootId, answer.number(), answer.duration());
	}

}
