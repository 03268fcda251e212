package io.github.rollingops.engine;

import java.time.Duration;

import io.github.rollingops.DropReason;
import io.github.rollingops.databag.FinishCommand.Result;
import org.jspecify.annotations.Nullable;

/**
 * What became of a token; kept until the next one starts, for as long as the group may
 * ask for it.
 *
 * @param token the token
 * @param operationId the operation for which it was given
 * @param result what to do with the operation
 * @param dropReason why it is dropped, with {@link Result#DROP}
 * @param delay how long to wait before the next run
 * @param stepsLeft the names of the steps that were begun and not undone; empty if there
 * are none
 */
record Outcome(long token, String operationId, Result result, @Nullable DropReason dropReason, Duration delay,
		String stepsLeft) {

	static Outcome released(long token, String operationId) {
		return new Outcome(token, operationId, Result.RELEASE, null, Duration.ZERO, "");
	}

	static Outcome unrun(long token, String operationId) {
		return new Outcome(token, operationId, Result.UNRUN, null, Duration.ZERO, "");
	}

	static Outcome dropped(long token, String operationId, DropReason reason) {
		return new Outcome(token, operationId, Result.DROP, reason, Duration.ZERO, "");
	}

	static Outcome retried(long token, String operationId, Result result, Duration delay) {
		return new Outcome(token, operationId, result, null, delay, "");
	}

	/**
	 * Return this outcome of a run that has done its steps, or not undone some.
	 */
	Outcome withStepsLeft(String stepsLeft) {
		return new Outcome(this.token, this.operationId, this.result, this.dropReason, this.delay,
				(this.result == Result.RELEASE) ? "" : stepsLeft);
	}

	/**
	 * Return whether the operation has ended with this, and is not to be run again.
	 */
	boolean isFinal() {
		return this.result == Result.RELEASE || this.result == Result.DROP;
	}

}
