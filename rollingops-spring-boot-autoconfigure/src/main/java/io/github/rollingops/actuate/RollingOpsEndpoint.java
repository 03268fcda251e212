package io.github.rollingops.actuate;

import java.util.List;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.RollingOpsInvalidLockRequestException;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.databag.DatabagStore;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} to look at the groups and, where write access is given, to
 * request operations. Each group that is read costs two round trips.
 *
 * @since 0.1.0
 */
@Endpoint(id = "rollingops", defaultAccess = Access.READ_ONLY)
public class RollingOpsEndpoint {

	private static final int DEFAULT_LIMIT = 50;

	private static final int MAX_LIMIT = 1000;

	private final RollingOpsService rollingOps;

	private final String unit;

	private final GroupDescriber describer;

	/**
	 * Create an endpoint.
	 * @param rollingOps whose groups it is about
	 * @param store where their histories lie
	 * @param unit the name of this unit
	 * @param showKwargs whether to show the values of kwargs
	 */
	public RollingOpsEndpoint(RollingOpsService rollingOps, DatabagStore store, String unit, boolean showKwargs) {
		this.rollingOps = rollingOps;
		this.unit = unit;
		this.describer = new GroupDescriber(store, showKwargs);
	}

	/**
	 * Tell of all groups.
	 * @return the groups
	 */
	@ReadOperation
	public GroupsDescriptor groups() {
		return new GroupsDescriptor(this.unit,
				this.rollingOps.groups()
					.stream()
					.map((name) -> this.describer.describe(this.rollingOps.group(name), DEFAULT_LIMIT, null))
					.toList());
	}

	/**
	 * Tell of one group.
	 * @param group the name of the group; slashes part it into segments
	 * @param limit how many entries of the history to tell, 1 to 1000; 50 if {@code null}
	 * @param before the id of the entry with which the page before ended, or {@code null}
	 * @return the group, or {@code null} if there is none of that name
	 * @throws IllegalArgumentException if limit or id cannot be used
	 */
	@ReadOperation
	public @Nullable GroupDescriptor group(@Selector(match = Match.ALL_REMAINING) String[] group,
			@Nullable Integer limit, @Nullable String before) {
		if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
			throw new IllegalArgumentException("'limit' is " + limit + "; use 1 to " + MAX_LIMIT);
		}
		RollingOpsGroup found = find(group);
		return (found == null) ? null : this.describer.describe(found, (limit != null) ? limit : DEFAULT_LIMIT, before);
	}

	/**
	 * Request an operation. All arguments are plain texts and numbers, since Actuator
	 * takes no others.
	 * @param group the name of the group; slashes part it into segments
	 * @param callbackId the id of the callback to run
	 * @param units the names of the units, or {@code null} for every live one
	 * @param kwargs the arguments of the callback as a JSON object, or {@code null} for
	 * none
	 * @param maxRetry how often it is tried again, or {@code null} without limit
	 * @param requestId an id under which a repeat is recognised, or {@code null}
	 * @return an answer for each unit, or {@code null} if there is no such group
	 * @throws RollingOpsInvalidLockRequestException if no unit can take the request
	 * @throws RollingOpsNoRelationException if the group cannot be asked
	 */
	@WriteOperation
	public @Nullable RequestDescriptor request(@Selector(match = Match.ALL_REMAINING) String[] group, String callbackId,
			@Nullable List<String> units, @Nullable String kwargs, @Nullable Integer maxRetry,
			@Nullable String requestId) {
		RollingOpsGroup found = find(group);
		if (found == null) {
			return null;
		}
		LockRequest request = LockRequest.of(callbackId).withMaxRetry(maxRetry);
		if (kwargs != null) {
			request = request.withKwargsJson(kwargs);
		}
		if (requestId != null) {
			request = request.withRequestId(requestId);
		}
		List<LockRequestResult> results = (units != null) ? found.requestLockOn(units, request)
				: found.requestLockOnAllUnits(request);
		return RequestDescriptor.of(results);
	}

	private @Nullable RollingOpsGroup find(String[] segments) {
		String name = String.join("/", segments);
		return this.rollingOps.groups().contains(name) ? this.rollingOps.group(name) : null;
	}

}
