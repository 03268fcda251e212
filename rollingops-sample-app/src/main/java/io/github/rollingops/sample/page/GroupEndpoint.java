package io.github.rollingops.sample.page;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The endpoint {@code rollingops} of a unit: of any, since each one answers for the
 * group.
 */
@Component
class GroupEndpoint {

	static final String PATH = "/actuator/rollingops";

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final String GROUP = PATH + "/default";

	private final LivingUnits units;

	private final UnitHttp http;

	private final JsonMapper json;

	private final AtomicInteger turn = new AtomicInteger();

	GroupEndpoint(LivingUnits units, UnitHttp http, JsonMapper json) {
		this.units = units;
		this.http = http;
		this.json = json;
	}

	/**
	 * Read what a unit shows, whatever the status of its answer.
	 */
	HttpResponse<String> read(String path) throws InterruptedException {
		return anyAnswer((unit) -> this.http.get(unit, path, TIMEOUT));
	}

	/**
	 * Have something done to the group. It has to be such that it may be repeated: a unit
	 * may have done it without an answer.
	 * @param order what to do, all of it as plain values: Actuator takes nothing else
	 * @param answerType what the endpoint answers
	 * @throws PageException with the words of the unit, if it is refused
	 */
	<T> T write(Object order, Class<T> answerType) throws InterruptedException {
		String body = this.json.writeValueAsString(order);
		HttpResponse<String> response = anyAnswer((unit) -> this.http.post(unit, GROUP, body, TIMEOUT));
		if (response.statusCode() != HttpStatus.OK.value()) {
			throw new PageException(HttpStatus.valueOf(response.statusCode()), messageOf(response.body()));
		}
		return this.json.readValue(response.body(), answerType);
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

}
