package io.github.rollingops.actuate;

import java.util.List;
import java.util.function.Supplier;

import io.github.rollingops.RollingOpsInvalidLockRequestException;
import io.github.rollingops.RollingOpsNoRelationException;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} for the {@link RollingOpsEndpoint}:
 * what is wrong has its status and its words.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = RollingOpsEndpoint.class)
@RegisterReflectionForBinding({ GroupDescriptor.class, ExplanationDescriptor.class, RequestDescriptor.class,
		SteeringDescriptor.class, RollingOpsEndpointWebExtension.ErrorDescriptor.class })
public class RollingOpsEndpointWebExtension {

	private static final int CONFLICT = 409;

	private final RollingOpsEndpoint delegate;

	public RollingOpsEndpointWebExtension(RollingOpsEndpoint delegate) {
		this.delegate = delegate;
	}

	/**
	 * Tell of one group, or explain something in it.
	 * @param group the name of the group; slashes part it into segments
	 * @param limit how many entries of the history to tell
	 * @param before the id of the entry with which the page before ended
	 * @param explain the name of a unit or the id of an operation to explain
	 * @return 200 with the group or the explanation, 400 or 404 with an error
	 */
	@ReadOperation
	public WebEndpointResponse<Object> group(@Selector(match = Match.ALL_REMAINING) String[] group,
			@Nullable Integer limit, @Nullable String before, @Nullable String explain) {
		return response(group, () -> this.delegate.group(group, limit, before, explain));
	}

	/**
	 * Do something to a group, in the name of the caller.
	 * @param security who the caller is
	 * @param group the name of the group; slashes part it into segments
	 * @param action what to do
	 * @param units the names of the units, parted by commas
	 * @param callbackId the id of the callback to run
	 * @param kwargs the arguments of the callback as a JSON object
	 * @param maxRetry how often it is tried again
	 * @param requestId an id under which a repeat is recognised
	 * @param operationId the id of the operation
	 * @param fencingToken the token of the grant
	 * @param entries how many entries were seen
	 * @return 200 with what became of it; 400, 404, 409 or 503 with an error
	 */
	@WriteOperation
	public WebEndpointResponse<Object> steer(SecurityContext security,
			@Selector(match = Match.ALL_REMAINING) String[] group, @Nullable String action,
			@Nullable List<String> units, @Nullable String callbackId, @Nullable String kwargs,
			@Nullable Integer maxRetry, @Nullable String requestId, @Nullable String operationId,
			@Nullable Long fencingToken, @Nullable Integer entries) {
		return response(group, () -> this.delegate.steer(security, group, new SteeringRequest(SteeringAction.of(action),
				units, callbackId, kwargs, maxRetry, requestId, operationId, fencingToken, entries)));
	}

	private static WebEndpointResponse<Object> response(String[] group, Supplier<@Nullable Object> operation) {
		try {
			Object body = operation.get();
			if (body instanceof SteeringDescriptor steered && steered.isRefused()) {
				return error(CONFLICT, steered.description());
			}
			return (body != null) ? new WebEndpointResponse<>(body) : error(WebEndpointResponse.STATUS_NOT_FOUND,
					"There is no group '" + String.join("/", group) + "'");
		}
		catch (RollingOpsInvalidLockRequestException | IllegalArgumentException ex) {
			return error(WebEndpointResponse.STATUS_BAD_REQUEST, ex.getMessage());
		}
		catch (RollingOpsNoRelationException ex) {
			return error(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, ex.getMessage());
		}
	}

	private static WebEndpointResponse<Object> error(int status, @Nullable String message) {
		return new WebEndpointResponse<>(new ErrorDescriptor(String.valueOf(message)), status);
	}

	/**
	 * Why a call was refused.
	 *
	 * @param error what is wrong, in words
	 */
	public record ErrorDescriptor(String error) {
	}

}
