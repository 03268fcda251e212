package io.github.rollingops.sample.launcher;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import io.github.rollingops.OperationResult;
import org.jspecify.annotations.Nullable;

/**
 * One run of an operation, from beginning to end.
 *
 * @param unit the unit that ran it
 * @param operation the id of the callback
 * @param start when it began
 * @param end when it ended
 * @param result what the callback answered; {@code null} if the process died meanwhile
 * @param documents how many documents the unit's index held then
 */
record Turn(String unit, String operation, Instant start, Instant end, @Nullable OperationResult result,
		int documents) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS")
		.withZone(ZoneId.systemDefault());

	/**
	 * Return for how long another turn ran together with this one.
	 * @param later a turn that began no earlier
	 * @return zero or less if it began after the end of this one
	 */
	Duration overlapWith(Turn later) {
		Instant firstEnd = this.end.isBefore(later.end) ? this.end : later.end;
		return Duration.between(later.start, firstEnd);
	}

	@Override
	public String toString() {
		String outcome = (this.result != null) ? this.result.value() + ", %d documents".formatted(this.documents)
				: "cut short by the end of its process";
		return "%s  %s  %s to %s  %s".formatted(this.unit, this.operation, TIME.format(this.start),
				TIME.format(this.end), outcome);
	}

}
