package io.github.rollingops.databag.redis;

import io.github.rollingops.DropReason;
import io.github.rollingops.databag.FinishAnswer;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.LeaveAnswer;
import io.github.rollingops.databag.LeaveCommand;
import io.github.rollingops.databag.ScheduleAnswer;
import io.github.rollingops.databag.ScheduleCommand;

import java.util.List;

/**
 * What {@code schedule.lua}, {@code finish.lua} and {@code leave.lua} are given and
 * answer.
 */
final class TurnCodec {

	private TurnCodec() {
	}

	static void write(ScheduleCommand command, boolean mayAskForDatabags, Arguments arguments) {
		arguments.add(command.caller().unit())
			.add(command.caller().bootId())
			.add(command.term())
			.add(command.policy())
			.add(command.schema())
			.add(mayAskForDatabags);
	}

	static ScheduleAnswer readSchedule(Answer answer) {
		if (!answer.text().equals("SCHEDULED")) {
			return new ScheduleAnswer(false, null, List.of());
		}
		return new ScheduleAnswer(true, answer.optionalDuration(), answer.changes());
	}

	static void write(FinishCommand command, Arguments arguments) {
		DropReason dropReason = command.dropReason();
		arguments.add(command.caller().unit())
			.add(command.caller().bootId())
			.add(command.token())
			.add(command.result().name())
			.add((dropReason != null) ? dropReason.name() : "")
			.add(command.delay())
			.add(command.busy())
			.add(command.draining())
			.add(command.mayPass())
			.add(command.stepsLeft());
	}

	static FinishAnswer readFinish(Answer answer) {
		return new FinishAnswer(FinishAnswer.Status.valueOf(answer.text()), answer.held(), answer.number(),
				answer.number(), answer.changes());
	}

	static void write(LeaveCommand command, Arguments arguments) {
		arguments.add(command.caller().unit())
			.add(command.caller().bootId())
			.add(command.caller().sequence())
			.add(command.startedToken());
	}

	static LeaveAnswer readLeave(Answer answer) {
		return new LeaveAnswer(answer.text().equals("LEFT"), answer.changes());
	}

}
