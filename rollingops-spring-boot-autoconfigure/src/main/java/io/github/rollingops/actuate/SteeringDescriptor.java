package io.github.rollingops.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.rollingops.AdministrationResult;

/**
 * What became of what somebody wanted.
 *
 * @param status whether it was done
 * @param description what was done, or why not and what can be done about it
 * @param fencingToken the lowest token that a resource behind the lock should accept from
 * now on, where a release was forced; else 0
 * @since 0.1.0
 */
@JsonInclude(Include.ALWAYS)
public record SteeringDescriptor(AdministrationResult.Status status, String description, long fencingToken) {

	static SteeringDescriptor of(AdministrationResult result) {
		return new SteeringDescriptor(result.status(), result.description(), result.fencingToken());
	}

	boolean isRefused() {
		return this.status == AdministrationResult.Status.REFUSED;
	}

}
