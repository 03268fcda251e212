package io.github.rollingops.actuate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.rollingops.AdministrationResult;
import io.github.rollingops.GroupAdministration;
import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.RollingOpsAdministration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Does what somebody wants to be done to a group, and has it audited, whatever becomes of
 * it.
 */
final class Steering {

	private static final String NOBODY = "anonymous";

	private final RollingOpsAdministration administration;

	private final ApplicationEventPublisher publisher;

	Steering(RollingOpsAdministration administration, ApplicationEventPublisher publisher) {
		this.administration = administration;
		this.publisher = publisher;
	}

	Object take(String group, SteeringRequest request, @Nullable String principal) {
		String who = (principal != null) ? principal : NOBODY;
		String outcome = "failed";
		try {
			Object done = take(this.administration.group(group, who), request);
			outcome = (done instanceof SteeringDescriptor steered) ? steered.status().name() : done.toString();
			return done;
		}
		catch (RuntimeException ex) {
			outcome = String.valueOf(ex.getMessage());
			throw ex;
		}
		finally {
			audit(group, request, who, outcome);
		}
	}

	private static Object take(GroupAdministration group, SteeringRequest request) {
		AdministrationResult result = switch (request.action()) {
			case REQUEST -> null;
			case CANCEL -> group.cancel(request.unit(), SteeringRequest.required("operationId", request.operationId()));
			case FORCE_RELEASE -> group.forceRelease(SteeringRequest.required("fencingToken", request.fencingToken()));
			case FORGET -> group.forget(request.unit());
			case READMIT -> group.readmit(request.unit());
			case DISCARD -> group.discard(request.unit(), SteeringRequest.required("entries", request.entries()));
		};
		return (result != null) ? SteeringDescriptor.of(result) : RequestDescriptor.of(request(group, request));
	}

	private static List<LockRequestResult> request(GroupAdministration group, SteeringRequest asked) {
		LockRequest request = LockRequest.of(SteeringRequest.required("callbackId", asked.callbackId()))
			.withMaxRetry(asked.maxRetry());
		if (asked.kwargs() != null) {
			request = request.withKwargsJson(asked.kwargs());
		}
		if (asked.requestId() != null) {
			request = request.withRequestId(asked.requestId());
		}
		List<String> units = asked.units();
		if (units == null) {
			return group.requestOnAllUnits(request);
		}
		if (units.isEmpty()) {
			throw new IllegalArgumentException("'units' names none; leave it out for every live unit");
		}
		return group.request(units, request);
	}

	/**
	 * Without the kwargs, which may be whatever they like.
	 */
	private void audit(String group, SteeringRequest request, String who, String outcome) {
		Map<String, @Nullable Object> data = new TreeMap<>();
		put(data, "group", group);
		put(data, "outcome", outcome);
		put(data, "units", request.units());
		put(data, "callbackId", request.callbackId());
		put(data, "requestId", request.requestId());
		put(data, "operationId", request.operationId());
		put(data, "fencingToken", request.fencingToken());
		put(data, "entries", request.entries());
		this.publisher.publishEvent(new AuditApplicationEvent(who, "ROLLINGOPS_" + request.action(), data));
	}

	private static void put(Map<String, @Nullable Object> data, String name, @Nullable Object value) {
		if (value != null) {
			data.put(name, value);
		}
	}

}
