package io.github.rollingops.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be done to a group, as the endpoint takes it: plain values only,
 * most of which belong to one action.
 *
 * @param action what is to be done
 * @param units the units concerned; for a request every live one if {@code null}, for all
 * else one
 * @param callbackId with a request, the callback to run
 * @param kwargs with a request, the arguments as a JSON object
 * @param maxRetry with a request, how often it is tried again
 * @param requestId with a request, an id under which a repeat is recognised
 * @param operationId with {@link SteeringAction#CANCEL}, the operation
 * @param fencingToken with {@link SteeringAction#FORCE_RELEASE}, the token of the grant
 * @param entries with {@link SteeringAction#DISCARD}, how many entries were seen
 */
record SteeringRequest(SteeringAction action, @Nullable List<String> units, @Nullable String callbackId,
		@Nullable String kwargs, @Nullable Integer maxRetry, @Nullable String requestId, @Nullable String operationId,
		@Nullable Long fencingToken, @Nullable Integer entries) {

	/**
	 * Return the one unit that this is about.
	 */
	String unit() {
		List<String> units = required("units", this.units);
		if (units.size() != 1) {
			throw new IllegalArgumentException("'units' names " + units.size() + "; name one");
		}
		return units.get(0);
	}

	static <T> T required(String name, @Nullable T value) {
		if (value == null) {
			throw new IllegalArgumentException("'" + name + "' is missing");
		}
		return value;
	}

}
