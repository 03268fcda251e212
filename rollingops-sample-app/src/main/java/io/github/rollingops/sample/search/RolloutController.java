package io.github.rollingops.sample.search;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.rollingops.LockRequest;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.UnitSnapshot;
import io.github.rollingops.sample.report.RequestAnswer;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Requests operations, on this unit or on all of them. Every unit can be asked: requests
 * and reads go to the group.
 */
@RestController
class RolloutController {

	private final RollingOpsService rollingOps;

	RolloutController(RollingOpsService rollingOps) {
		this.rollingOps = rollingOps;
	}

	/**
	 * Return where each unit of the group stands.
	 */
	@GetMapping("/units")
	Map<String, UnitSnapshot.Status> units() {
		Map<String, UnitSnapshot.Status> units = new TreeMap<>();
		this.rollingOps.snapshot().units().forEach((unit) -> units.put(unit.unit(), unit.status()));
		return units;
	}

	/**
	 * Request an operation on this unit.
	 * @param callbackId the operation
	 * @param kwargs its arguments
	 */
	@PostMapping("/operations/{id}")
	RequestAnswer request(@PathVariable("id") String callbackId, @RequestBody Map<String, Object> kwargs) {
		return RequestAnswer.of(this.rollingOps.requestLock(callbackId, kwargs));
	}

	/**
	 * Request an operation on every live unit.
	 * @param callbackId the operation
	 * @param kwargs its arguments
	 * @param requestId makes it safe to ask again, here or elsewhere, when no answer came
	 */
	@PostMapping("/rollouts/{id}")
	List<RequestAnswer> requestOnAllUnits(@PathVariable("id") String callbackId,
			@RequestBody Map<String, Object> kwargs,
			@RequestParam(name = "requestId", required = false) @Nullable String requestId) {
		LockRequest request = LockRequest.of(callbackId).withKwargs(kwargs);
		if (requestId != null) {
			request = request.withRequestId(requestId);
		}
		return this.rollingOps.requestLockOnAllUnits(request).stream().map(RequestAnswer::of).toList();
	}

}
