package io.github.rollingops.test;

import io.github.rollingops.OperationResult;
import org.jspecify.annotations.Nullable;

/**
 * One run of a callback, on whatever unit of the fleet.
 *
 * @param unit the unit
 * @param group the group whose lock it held
 * @param callbackId the callback
 * @param operationId the operation
 * @param attempt how many runs of the operation had been counted before
 * @param fencingToken the token of the grant
 * @param end how the run ended, or {@code null} if it has not
 * @since 0.1.0
 */
public record Turn(String unit, String group, String callbackId, String operationId, int attempt, long fencingToken,
		@Nullable End end) {

	/**
	 * How a run ended.
	 *
	 * @param result what the callback answered, or {@code null}
	 * @param thrown what it threw, or {@code null}
	 */
	public record End(@Nullable OperationResult result, @Nullable Throwable thrown) {

		@Override
		public String toString() {
			return String.valueOf((this.thrown != null) ? this.thrown : this.result);
		}

	}

	Turn ended(End end) {
		return new Turn(this.unit, this.group, this.callbackId, this.operationId, this.attempt, this.fencingToken, end);
	}

	@Override
	public String toString() {
		return this.unit + " runs '" + this.callbackId + "' of group '" + this.group + "' (" + this.operationId
				+ ", attempt " + this.attempt + ") under token " + this.fencingToken + ": "
				+ ((this.end != null) ? this.end : "still runs");
	}

}
