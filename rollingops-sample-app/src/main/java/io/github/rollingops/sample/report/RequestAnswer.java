package io.github.rollingops.sample.report;

import io.github.rollingops.LockRequestResult;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request on one unit.
 *
 * @param unit the name of the unit
 * @param status whether the operation was queued
 * @param reason why it was refused
 */
public record RequestAnswer(String unit, LockRequestResult.Status status, @Nullable String reason) {

	/**
	 * Return the part of a result that goes over the wire.
	 * @param result the result
	 * @return the answer
	 */
	public static RequestAnswer of(LockRequestResult result) {
		return new RequestAnswer(result.unit(), result.status(), result.reason());
	}

}
