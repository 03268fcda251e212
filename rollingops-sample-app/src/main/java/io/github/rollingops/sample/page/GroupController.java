package io.github.rollingops.sample.page;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Speaks to the group through the endpoint {@code rollingops} of a unit: of any, since
 * each one answers for the group.
 */
@RestController
class GroupController {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final String ENDPOINT = "/actuator/rollingops";

	private final LivingUnits units;

	private final UnitHttp http;

	private final JsonMapper json;

	private final AtomicInteger turn = new AtomicInteger();

	GroupController(LivingUnits units, UnitHttp http, JsonMapper json) {
		this.units = units;
		this.http = http;
		this.json = json;
	}

	/**
	 * Request an operation.
	 */
	@PostMapping("/api/operations")
	List<Answer> request(@RequestBody Order order) throws InterruptedException {
		// The same with every unit: the first may have taken it without an answer
		WriteRequest request = WriteRequest.of(order, this.json);
		String body = this.json.writeValueAsString(request);
		HttpResponse<String> response = anyAnswer((unit) -> this.http.post(unit, ENDPOINT + "/default", body, TIMEOUT));
		if (response.statusCode() != HttpStatus.OK.value()) {
			throw new PageException(HttpStatus.valueOf(response.statusCode()), messageOf(response.body()));
		}
		return this.json.readValue(response.body(), Answers.class).answers();
	}

	private String messageOf(String body) {
		try {
			return this.json.readTree(body).path("error").asString(body);
		}
		catch (JacksonException ex) {
			return body;
		}
	}

	/**
	 * Show what the endpoint of a unit shows.
	 */
	@GetMapping({ ENDPOINT, ENDPOINT + "/**" })
	ResponseEntity<String> forward(HttpServletRequest request) throws InterruptedException {
		String query = (request.getQueryString() != null) ? "?" + request.getQueryString() : "";
		HttpResponse<String> response = anyAnswer(
				(unit) -> this.http.get(unit, request.getRequestURI() + query, TIMEOUT));
		String type = response.headers().firstValue("Content-Type").orElse(MediaType.APPLICATION_JSON_VALUE);
		return ResponseEntity.status(response.statusCode()).header("Content-Type", type).body(response.body());
	}

	/**
	 * Ask one unit after another until one answers for the group.
	 */
	private HttpResponse<String> anyAnswer(Call call) throws InterruptedException {
		HttpResponse<String> unable = null;
		for (LivingUnit unit : this.units.inTurn(this.turn.getAndIncrement())) {
			try {
				HttpResponse<String> response = call.to(unit);
				if (response.statusCode() != HttpStatus.SERVICE_UNAVAILABLE.value()) {
					return response;
				}
				unable = response;
			}
			catch (IOException ex) {
				// the next one, please
			}
		}
		if (unable == null) {
			throw new PageException(HttpStatus.SERVICE_UNAVAILABLE, "No unit answers; wait until one runs");
		}
		return unable;
	}

	/**
	 * A call to one unit.
	 */
	private interface Call {

		HttpResponse<String> to(LivingUnit unit) throws IOException, InterruptedException;

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
	 * What the endpoint is asked for, all of it as text: Actuator takes nothing else.
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

}
