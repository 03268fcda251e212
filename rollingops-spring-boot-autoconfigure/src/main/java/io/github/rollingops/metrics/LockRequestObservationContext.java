package io.github.rollingops.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;

/**
 * A request, to be observed. What is put into its carrier travels with the operation.
 *
 * @since 0.1.0
 */
public final class LockRequestObservationContext extends SenderContext<Map<String, String>> {

	private final String group;

	private final LockRequest request;

	private final boolean knownCallback;

	private List<LockRequestResult> results = List.of();

	/**
	 * Create a context.
	 * @param group the name of the group
	 * @param request what is asked for
	 * @param knownCallback whether this unit has the callback
	 */
	public LockRequestObservationContext(String group, LockRequest request, boolean knownCallback) {
		super((headers, name, value) -> {
			if (headers != null) {
				headers.put(name, value);
			}
		}, Kind.PRODUCER);
		this.group = group;
		this.request = request;
		this.knownCallback = knownCallback;
		setCarrier(new TreeMap<>());
	}

	/**
	 * Return the group.
	 * @return the name of the group
	 */
	public String getGroup() {
		return this.group;
	}

	/**
	 * Return the request, as it came.
	 * @return what is asked for
	 */
	public LockRequest getRequest() {
		return this.request;
	}

	/**
	 * Return whether this unit has the callback. Any other id may be whatever a caller
	 * makes up, and has no place among the tags of a meter.
	 * @return whether it is registered here
	 */
	public boolean isKnownCallback() {
		return this.knownCallback;
	}

	/**
	 * Return what the units answered.
	 * @return an answer for each unit; empty as long as there is none
	 */
	public List<LockRequestResult> getResults() {
		return this.results;
	}

	void setResults(List<LockRequestResult> results) {
		this.results = List.copyOf(results);
	}

}
