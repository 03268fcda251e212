package io.github.rollingops.sample.page;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Asks the group for what the page shows, and has done to it what is wanted on the page.
 */
@RestController
class GroupController {

	private final GroupEndpoint endpoint;

	private final JsonMapper json;

	GroupController(GroupEndpoint endpoint, JsonMapper json) {
		this.endpoint = endpoint;
		this.json = json;
	}

	/**
	 * Request an operation.
	 */
	@PostMapping("/api/operations")
	List<Answer> request(@RequestBody Order order) throws InterruptedException {
		return this.endpoint.write(WriteRequest.of(order, this.json), Answers.class).answers();
	}

	/**
	 * Steer: whatever else the endpoint does.
	 */
	@PostMapping("/api/steering")
	Steered steer(@RequestBody Steering steering) throws InterruptedException {
		return this.endpoint.write(steering, Steered.class);
	}

	/**
	 * Show what the endpoint of a unit shows.
	 */
	@GetMapping({ GroupEndpoint.PATH, GroupEndpoint.PATH + "/**" })
	ResponseEntity<String> forward(HttpServletRequest request) throws InterruptedException {
		String query = (request.getQueryString() != null) ? "?" + request.getQueryString() : "";
		HttpResponse<String> response = this.endpoint.read(request.getRequestURI() + query);
		String type = response.headers().firstValue("Content-Type").orElse(MediaType.APPLICATION_JSON_VALUE);
		return ResponseEntity.status(response.statusCode()).header("Content-Type", type).body(response.body());
	}

	/**
	 * What is asked for on the page.
	 *
	 * @param operation the id of the callback
	 * @param units the units, or {@code null} for all that live
	 * @param kwargs its arguments
	 */
	record Order(@Nullable String operation, @Nullable List<String> units,
			@Nullable Map<String, @Nullable Object> kwargs) {
	}

	/**
	 * The same for the endpoint, with an id under which a repeat is recognised.
	 */
	@JsonInclude(Include.NON_NULL)
	record WriteRequest(@Nullable String callbackId, @Nullable String units, @Nullable String kwargs,
			String requestId) {

		static WriteRequest of(Order order, JsonMapper json) {
			String units = (order.units() != null) ? String.join(",", order.units()) : null;
			String kwargs = (order.kwargs() != null) ? json.writeValueAsString(order.kwargs()) : null;
			return new WriteRequest(order.operation(), units, kwargs, UUID.randomUUID().toString());
		}

	}

	/**
	 * What the endpoint answers.
	 */
	record Answers(List<Answer> answers) {
	}

	/**
	 * What became of a request on one unit.
	 */
	record Answer(String unit, String status, @Nullable String reason) {
	}

	/**
	 * What is to be done to the group, as the endpoint takes it.
	 */
	@JsonInclude(Include.NON_NULL)
	record Steering(String action, @Nullable String units, @Nullable String operationId, @Nullable Long fencingToken,
			@Nullable Integer entries) {
	}

	/**
	 * What became of it.
	 */
	record Steered(String status, String description) {
	}

}
