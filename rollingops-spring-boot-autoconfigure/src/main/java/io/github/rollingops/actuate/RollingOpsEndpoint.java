package io.github.rollingops.actuate;

import java.security.Principal;
import java.util.List;

import io.github.rollingops.RollingOpsAdministration;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.RollingOpsInvalidLockRequestException;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.databag.DatabagStore;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.context.ApplicationEventPublisher;

/**
 * {@link Endpoint @Endpoint} to look at the groups and, where write access is given, to
 * steer them. Each group that is read costs two round trips, an explanation one to three.
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

	private final Steering steering;

	/**
	 * Create an endpoint.
	 * @param rollingOps whose groups it is about
	 * @param store where their histories lie
	 * @param unit the name of this unit
	 * @param showKwargs whether to show the values of kwargs
	 * @param administration what can be done to them
	 * @param publisher who is told of it, for the audit
	 */
	public RollingOpsEndpoint(RollingOpsService rollingOps, DatabagStore store, String unit, boolean showKwargs,
			RollingOpsAdministration administration, ApplicationEventPublisher publisher) {
		this.rollingOps = rollingOps;
		this.unit = unit;
		this.describer = new GroupDescriber(store, showKwargs);
		this.steering = new Steering(administration, publisher);
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
	 * Tell of one group, or explain something in it.
	 * @param group the name of the group; slashes part it into segments
	 * @param limit how many entries of the history to tell, 1 to 1000; 50 if {@code null}
	 * @param before the id of the entry with which the page before ended, or {@code null}
	 * @param explain the name of a unit or the id of an operation to explain, or
	 * {@code null} to be told of the group
	 * @return the group, a {@link GroupDescriptor}, or the {@link ExplanationDescriptor};
	 * {@code null} if there is no group of that name
	 * @throws IllegalArgumentException if limit, id or what to explain cannot be used
	 */
	@ReadOperation
	public @Nullable GroupAnswer group(@Selector(match = Match.ALL_REMAINING) String[] group, @Nullable Integer limit,
			@Nullable String before, @Nullable String explain) {
		if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
			throw new IllegalArgumentException("'limit' is " + limit + "; use 1 to " + MAX_LIMIT);
		}
		if (explain != null && explain.isBlank()) {
			throw new IllegalArgumentException("'explain' is blank; name a unit, or the id of an operation");
		}
		RollingOpsGroup found = find(group);
		if (found != null && explain != null) {
			return this.describer.explain(found, explain);
		}
		return (found == null) ? null : this.describer.describe(found, (limit != null) ? limit : DEFAULT_LIMIT, before);
	}

	/**
	 * Do something to a group, in the name of the caller. All arguments are plain texts
	 * and numbers, since Actuator takes no others.
	 * @param security who the caller is
	 * @param group the name of the group; slashes part it into segments
	 * @param action what to do: the name of a {@link SteeringAction}, such as
	 * {@code force-release}; {@link SteeringAction#REQUEST} if {@code null}
	 * @param units the names of the units; for a request {@code null} is every live one
	 * @param callbackId with a request, the id of the callback to run
	 * @param kwargs with a request, the arguments as a JSON object, or {@code null} for
	 * none
	 * @param maxRetry with a request, how often it is tried again, or {@code null}
	 * without limit
	 * @param requestId with a request, an id under which a repeat is recognised, or
	 * {@code null}
	 * @param operationId with {@link SteeringAction#CANCEL}, the id of the operation
	 * @param fencingToken with {@link SteeringAction#FORCE_RELEASE}, the token of the
	 * grant
	 * @param entries with {@link SteeringAction#DISCARD}, how many entries were seen
	 * @return a {@link RequestDescriptor} or a {@link SteeringDescriptor}, or
	 * {@code null} if there is no such group
	 * @throws IllegalArgumentException if something is missing
	 * @throws RollingOpsInvalidLockRequestException if no unit can take the request
	 * @throws RollingOpsNoRelationException if the group cannot be asked
	 */
	@WriteOperation
	public @Nullable Object steer(SecurityContext security, @Selector(match = Match.ALL_REMAINING) String[] group,
			@Nullable String action, @Nullable List<String> units, @Nullable String callbackId, @Nullable String kwargs,
			@Nullable Integer maxRetry, @Nullable String requestId, @Nullable String operationId,
			@Nullable Long fencingToken, @Nullable Integer entries) {
		return steer(security, group, new SteeringRequest(SteeringAction.of(action), units, callbackId, kwargs,
				maxRetry, requestId, operationId, fencingToken, entries));
	}

	@Nullable Object steer(SecurityContext security, String[] group, SteeringRequest request) {
		RollingOpsGroup found = find(group);
		Principal principal = security.getPrincipal();
		return (found == null) ? null
				: this.steering.take(found.name(), request, (principal != null) ? principal.getName() : null);
	}

	private @Nullable RollingOpsGroup find(String[] segments) {
		String name = String.join("/", segments);
		return this.rollingOps.groups().contains(name) ? this.rollingOps.group(name) : null;
	}

}
