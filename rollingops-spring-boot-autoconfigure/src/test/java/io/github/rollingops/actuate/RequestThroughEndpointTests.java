package io.github.rollingops.actuate;

import java.util.List;

import io.github.rollingops.Operation;
import io.github.rollingops.actuate.ActuatedUnit.Response;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests by somebody who was given write access. The lock is held, so that they stay
 * queued.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RequestThroughEndpointTests {

	private static final String WRITE_ACCESS = "management.endpoint.rollingops.access=unrestricted";

	private final SwitchableStore store = new SwitchableStore(new InMemoryDatabagStore());

	private ActuatedUnit a;

	private ActuatedUnit b;

	@BeforeAll
	void start() {
		this.a = ActuatedUnit.start(this.store, "a", WRITE_ACCESS);
		this.b = ActuatedUnit.start(this.store, "b", WRITE_ACCESS);
	}

	@AfterAll
	void stop() {
		this.a.close();
		this.b.close();
	}

	@BeforeEach
	void holdTheLock() {
		this.a.rollingOps().requestLock("hold");
	}

	@AfterEach
	void letAllRun() {
		this.store.mend();
		this.a.letGo();
		Awaitility.await().until(() -> queue(this.a).isEmpty() && queue(this.b).isEmpty());
	}

	@Test
	void unitsThatAreNamedAreAsked() throws Exception {
		JsonNode answers = request("{\"callbackId\":\"reload\",\"units\":\"b\"}").path("answers");
		assertThat(answers).hasSize(1);
		JsonNode answer = answers.get(0);
		assertThat(answer.propertyNames()).containsExactly("unit", "status", "operationId", "reason");
		assertThat(answer.path("unit").asString()).isEqualTo("b");
		assertThat(answer.path("status").asString()).isEqualTo("ENQUEUED");
		assertThat(answer.path("operationId").asString()).isEqualTo(queue(this.b).get(0).id());
		assertThat(answer.path("reason").isNull()).isTrue();
		assertThat(queue(this.a)).extracting(Operation::callbackId).containsExactly("hold");
	}

	@Test
	void everyLiveUnitIsAskedWhereNoneIsNamed() throws Exception {
		assertThat(request("{\"callbackId\":\"reload\"}").path("answers"))
			.extracting((answer) -> answer.path("unit").asString())
			.containsExactly("a", "b");
	}

	@Test
	void severalUnitsAnswerEachForItself() throws Exception {
		assertThat(request("{\"callbackId\":\"reload\",\"units\":\"b, gone\"}").path("answers"))
			.extracting((answer) -> answer.path("status").asString())
			.containsExactly("ENQUEUED", "REFUSED");
	}

	@Test
	void argumentsAndLimitsArePassedOn() throws Exception {
		String body = "{\"callbackId\":\"reload\",\"units\":\"b\",\"kwargs\":\"{\\\"force\\\":true,\\\"parts\\\":[1,2]}\","
				+ "\"maxRetry\":3,\"requestId\":\"mine\"}";
		request(body);
		assertThat(request(body).path("answers").get(0).path("status").asString()).isEqualTo("ENQUEUED");
		assertThat(queue(this.b)).singleElement().satisfies((operation) -> {
			assertThat(operation.kwargsJson()).isEqualTo("{\"force\":true,\"parts\":[1,2]}");
			assertThat(operation.maxRetry()).isEqualTo(3);
		});
	}

	@Test
	void numbersOfArgumentsAreTakenAsTheyAreWritten() throws Exception {
		String kwargs = "{\"d\":0.10000000000000000000000001,\"e\":1E+400,\"i\":123456789012345678901234567890}";
		request("{\"callbackId\":\"reload\",\"units\":\"b\",\"kwargs\":\"" + kwargs.replace("\"", "\\\"") + "\"}");
		assertThat(queue(this.b)).extracting(Operation::kwargsJson).containsExactly(kwargs);
	}

	@Test
	void whatIsInvalidIsABadRequest() throws Exception {
		assertRefused(400, "{}", "'callbackId' is missing");
		assertRefused(400, "{\"callbackId\":\"re load\"}", "'re load'");
		assertRefused(400, "{\"callbackId\":\"reload\",\"units\":\"\"}", "'units' names none");
		assertRefused(400, "{\"callbackId\":\"reload\",\"units\":\"b!\"}", "'b!'");
		assertRefused(400, "{\"callbackId\":\"reload\",\"kwargs\":\"[1]\"}", "Kwargs are no JSON object: [1]");
		assertRefused(400, "{\"callbackId\":\"reload\",\"kwargs\":\"\"}", "Kwargs are no JSON object");
		assertRefused(400, "{\"callbackId\":\"reload\",\"kwargs\":\"{a\"}", "Not JSON: {a");
		assertRefused(400, "{\"callbackId\":\"reload\",\"kwargs\":\"null\"}", "Kwargs are no JSON object: null");
		assertRefused(400, "{\"callbackId\":\"reload\",\"maxRetry\":-1}", "-1");
		assertThat(queue(this.b)).isEmpty();
	}

	@Test
	void unknownGroupIsNotFound() throws Exception {
		Response response = this.b.post("/rollingops/other", "{\"callbackId\":\"reload\"}");
		assertThat(response.status()).isEqualTo(404);
		assertThat(response.error()).contains("'other'");
	}

	@Test
	void groupThatCannotBeReachedIsUnavailable() throws Exception {
		this.store.cut();
		assertRefused(503, "{\"callbackId\":\"reload\"}", "may or may not have been accepted");
	}

	@Test
	void groupThatCannotBeReachedIsToldWithWhatThisUnitKnows() throws Exception {
		this.store.cut();
		Response response = this.b.get("/rollingops/default");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.error()).contains("did not say").contains("cut");
		assertThat(response.json().path("units")).isEmpty();
		assertThat(response.json().path("history").path("entries")).isEmpty();
		assertThat(response.json().path("takenAt").isNull()).isTrue();
	}

	private void assertRefused(int status, String body, String message) throws Exception {
		Response response = this.b.post("/rollingops/default", body);
		assertThat(response.status()).as(body).isEqualTo(status);
		assertThat(response.error()).as(body).contains(message);
	}

	private JsonNode request(String body) throws Exception {
		Response response = this.b.post("/rollingops/default", body);
		assertThat(response.status()).as(response.body()).isEqualTo(200);
		return response.json();
	}

	private static List<Operation> queue(ActuatedUnit unit) {
		return unit.rollingOps().state().queue().operations();
	}

}
