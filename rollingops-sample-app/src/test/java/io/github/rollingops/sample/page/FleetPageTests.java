package io.github.rollingops.sample.page;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.rollingops.sample.page.LocalFleet.ProcessState;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FleetPageTests {

	private static final String GROUP = """
			{"name":"default","takenAt":"2026-01-01T10:00:00Z","leader":"a","term":3,
			"grants":[{"unit":"a","bootId":"x","operationId":"1","callbackId":"reindex","fencingToken":7,
				"since":"2026-01-01T09:59:59Z"}],
			"units":[{"name":"a","status":"GRANTED","intent":"request","lastSeen":"2026-01-01T09:59:58Z","bootId":"x",
				"busy":true,"draining":false,"executedAt":null,"retryIn":"PT1.5S","callbackIds":["reindex"],"setAside":2,
				"queue":[{"id":"1","callbackId":"reindex","kwargs":{"force":true},"requestedAt":"2026-01-01T09:59:57Z",
					"maxRetry":null,"attempt":1}],"journal":null,
				"explanation":{"group":"default","unit":"a","kind":"RUNNING","place":0,"description":"runs it"}}],
			"troubles":[{"kind":"RUN_OVERDUE","lasting":"PT1M","description":"too long"}],
			"history":{"entries":[{"id":"1-0","at":"2026-01-01T09:59:57Z","type":"REQUESTED","unit":"a","fencingToken":0,
				"operationId":"1","callbackId":"reindex","attempt":0,"detail":""}],"next":null},
			"error":null}""";

	private final HttpClient http = HttpClient.newHttpClient();

	private final JsonMapper json = JsonMapper.builder().build();

	private StubUnit a;

	private StubFleet fleet;

	private FleetPage page;

	@BeforeEach
	void start() throws Exception {
		this.a = new StubUnit("a").answering(200, GROUP);
		this.fleet = new StubFleet(this.a);
		this.page = FleetPage.start(this.fleet, List.of("--server.port=0"));
	}

	@AfterEach
	void stop() {
		this.page.close();
		this.a.close();
	}

	@Test
	void showsWhatLauncherAndGroupKnow() {
		JsonNode state = Awaitility.await().until(this::state, (current) -> current.path("reachable").asBoolean());
		assertThat(state.path("leader").asString()).isEqualTo("a");
		assertThat(state.at("/grants/0/fencingToken").asInt()).isEqualTo(7);
		assertThat(state.at("/redis/owned").asBoolean()).isFalse();
		assertThat(state.at("/turns/0/result").isNull()).isTrue();
		assertThat(state.at("/happened/0/type").asString()).isEqualTo("REQUESTED");
		JsonNode unit = state.at("/units/0");
		assertThat(unit.path("process").asString()).isEqualTo("RUNNING");
		assertThat(unit.path("documents").asInt()).isEqualTo(5);
		assertThat(unit.path("status").asString()).isEqualTo("GRANTED");
		assertThat(unit.path("retryDueAt").asString()).isEqualTo("2026-01-01T10:00:01.500Z");
		assertThat(unit.path("setAside").asInt()).isEqualTo(2);
		assertThat(unit.at("/queue/0/kwargs/force").asBoolean()).isTrue();
		assertThat(unit.at("/health/troubles/0/kind").asString()).isEqualTo("RUN_OVERDUE");
		assertThat(unit.at("/explanation/description").asString()).isEqualTo("runs it");
	}

	@Test
	void showsHowFarStepsHaveGot() {
		this.a.answering(200, GROUP.replace("\"journal\":null", """
				"journal":{"operationId":"1","fencingToken":7,"steps":[{"name":"build","status":"completed"},
					{"name":"verify","status":"rolling-back"}]}"""));
		JsonNode state = Awaitility.await().until(this::state, (current) -> !current.at("/units/0/steps/0").isEmpty());
		assertThat(state.at("/units/0/steps/0/name").asString()).isEqualTo("build");
		assertThat(state.at("/units/0/steps/0/status").asString()).isEqualTo("completed");
		assertThat(state.at("/units/0/steps/1/status").asString()).isEqualTo("rolling-back");
	}

	@Test
	void keepsWhatWasToldLastAndSaysSoWhenGroupCannotBeAsked() {
		Awaitility.await().until(() -> state().path("reachable").asBoolean());
		this.a.answering(200, GROUP.replace("\"error\":null", "\"error\":\"no Redis\""));
		JsonNode state = Awaitility.await().until(this::state, (current) -> !current.path("reachable").asBoolean());
		assertThat(state.path("leader").asString()).isEqualTo("a");
		assertThat(state.at("/units/0/health/troubles/0/description").asString()).isEqualTo("too long");
		assertThat(state.at("/units/0/health/troubles/1/description").asString()).isEqualTo("no Redis");
	}

	@Test
	void showsHealthAsUnitTellsIt() {
		this.a.answering(200, GROUP.replaceFirst("\\{", """
				{"status":"DOWN","details":{"groups":{},"store":["may evict"]},"""));
		JsonNode state = Awaitility.await()
			.until(this::state, (current) -> current.at("/units/0/health/status").asString().equals("DOWN"));
		assertThat(state.at("/units/0/health/troubles/1/description").asString()).isEqualTo("may evict");
	}

	@Test
	void showsHealthOfUnitThatWaitsForTheStore() {
		Awaitility.await().until(() -> state().path("reachable").asBoolean());
		this.a.silent("/actuator/rollingops");
		this.a.answering(200,
				"""
						{"status":"UP","details":{"groups":{"default":["HEARTBEAT_UNANSWERED for PT3S: no answer: no route"]}}}""");
		JsonNode state = Awaitility.await()
			.until(this::state, (current) -> current.at("/units/0/health/status").asString().equals("UP"));
		assertThat(state.at("/units/0/health/troubles/0/kind").asString()).isEqualTo("HEARTBEAT_UNANSWERED");
		assertThat(state.at("/units/0/health/troubles/0/description").asString()).isEqualTo("no answer: no route");
	}

	@Test
	void keepsHealthOfUnitThatTakesItsTimeToAnswer() {
		Awaitility.await().until(() -> state().path("reachable").asBoolean());
		this.a.silent();
		JsonNode state = Awaitility.await().until(this::state, (current) -> !current.path("reachable").asBoolean());
		assertThat(state.at("/units/0/health/troubles/0/kind").asString()).isEqualTo("RUN_OVERDUE");
	}

	@Test
	void saysSoWhenUnitIsSilentWhoseProcessLives() {
		Awaitility.await().until(() -> state().path("reachable").asBoolean());
		this.a.silent();
		JsonNode state = Awaitility.await()
			.until(this::state, (current) -> current.at("/units/0/health/status").asString().equals("SILENT"));
		assertThat(state.at("/units/0/health/troubles/0/description").asString()).contains("suspended");
	}

	@Test
	void tellsStateAtOnceAndAgainWithoutChange() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(uri("api/events")).build();
		try (BufferedReader events = new BufferedReader(new InputStreamReader(
				this.http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
			for (int event = 0; event < 3; event++) {
				assertThat(events.readLine()).isEqualTo("event:state");
				assertThat(events.readLine()).startsWith("data:{\"at\":");
				assertThat(events.readLine()).isEmpty();
			}
		}
	}

	@Test
	void requestsOperationThroughUnit() throws Exception {
		this.a.answering(200, """
				{"answers":[{"unit":"a","status":"ENQUEUED","operationId":"1","reason":null}]}""");
		HttpResponse<String> response = post("api/operations",
				"{\"operation\":\"reindex\",\"units\":[\"a\"],\"kwargs\":{\"force\":true}}");
		assertThat(response.body()).isEqualTo("[{\"unit\":\"a\",\"status\":\"ENQUEUED\",\"reason\":null}]");
		assertThat(this.a.requests()).anyMatch((request) -> request.startsWith("POST /actuator/rollingops/default {")
				&& request.contains("\"callbackId\":\"reindex\"") && request.contains("\"units\":\"a\"")
				&& request.contains("\"kwargs\":\"{\\\"force\\\":true}\""));
	}

	@Test
	void steersThroughUnit() throws Exception {
		this.a.answering(200, "{\"status\":\"DONE\",\"description\":\"was taken\",\"fencingToken\":8}");
		HttpResponse<String> response = post("api/steering", "{\"action\":\"force-release\",\"fencingToken\":7}");
		assertThat(response.body()).isEqualTo("{\"status\":\"DONE\",\"description\":\"was taken\"}");
		assertThat(this.a.requests())
			.contains("POST /actuator/rollingops/default {\"action\":\"force-release\",\"fencingToken\":7}");
	}

	@Test
	void passesOnWhySteeringIsRefused() throws Exception {
		this.a.answering(409, "{\"error\":\"is a live member\"}");
		HttpResponse<String> response = post("api/steering", "{\"action\":\"forget\",\"units\":\"a\"}");
		assertThat(response.statusCode()).isEqualTo(409);
		assertThat(response.body()).isEqualTo("{\"error\":\"is a live member\"}");
	}

	@Test
	void passesOnWhyOperationIsRefused() throws Exception {
		this.a.answering(400, "{\"error\":\"no such callback\"}");
		HttpResponse<String> response = post("api/operations", "{\"operation\":\"dance\"}");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).isEqualTo("{\"error\":\"no such callback\"}");
	}

	@Test
	void hasNoAnswerWhenNoUnitLives() throws Exception {
		this.a.in(ProcessState.DEAD);
		assertThat(post("api/operations", "{\"operation\":\"reindex\"}").statusCode()).isEqualTo(503);
		assertThat(get("api/search?q=lock").statusCode()).isEqualTo(503);
		assertThat(get("actuator/rollingops").statusCode()).isEqualTo(503);
	}

	@Test
	void forwardsEndpoint() throws Exception {
		HttpResponse<String> response = get("actuator/rollingops/default?limit=3");
		assertThat(response.body()).isEqualTo(GROUP);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(this.a.requests()).contains("GET /actuator/rollingops/default?limit=3");
	}

	@Test
	void searchesAndSaysWhoAnswered() throws Exception {
		this.a.answering(200, "{\"unit\":\"a\",\"hits\":[{\"document\":\"README.md\"}]}");
		JsonNode answer = this.json.readTree(get("api/search?q=lock").body());
		assertThat(answer.path("unit").asString()).isEqualTo("a");
		assertThat(answer.at("/hits/0/document").asString()).isEqualTo("README.md");
		assertThat(answer.path("micros").asInt()).isPositive();
		assertThat(state().at("/searches/byUnit/a").asInt()).isOne();
	}

	@Test
	void searchesSteadilyUntilToldToStop() throws Exception {
		assertThat(post("api/searches", "{\"rate\":100}").statusCode()).isEqualTo(204);
		Awaitility.await().until(() -> state().at("/searches/answered").asInt() > 50);
		assertThat(state().at("/searches/rate").asInt()).isEqualTo(100);
		assertThat(post("api/searches", "{\"rate\":0}").statusCode()).isEqualTo(204);
		assertThat(state().at("/searches/rate").asInt()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 501 })
	void refusesRateOutOfRange(int rate) throws Exception {
		HttpResponse<String> response = post("api/searches", "{\"rate\":" + rate + "}");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains(String.valueOf(rate), "0 to 500");
	}

	@Test
	void movesProcesses() throws Exception {
		assertThat(post("api/units/a/kill", "").statusCode()).isEqualTo(204);
		assertThat(post("api/units/a/pause", "").statusCode()).isEqualTo(204);
		assertThat(post("api/units/a/continue", "").statusCode()).isEqualTo(204);
		assertThat(post("api/units/a/poison", "").statusCode()).isEqualTo(204);
		assertThat(this.fleet.deeds()).containsExactly("kill a", "pause a", "resume a", "poison a");
		assertThat(post("api/units/a/free", "").statusCode()).isEqualTo(204);
		assertThat(this.a.requests()).contains("POST /stubborn/free");
		assertThat(post("api/units/a/fail-warm-up", "").statusCode()).isEqualTo(204);
		assertThat(this.a.requests()).contains("POST /warm-up/fail");
	}

	@Test
	void saysWhyProcessCannotBeMoved() throws Exception {
		assertThat(post("api/units/z/kill", "").statusCode()).isEqualTo(404);
		this.a.in(ProcessState.STOPPED);
		assertThat(post("api/units/a/free", "").statusCode()).isEqualTo(409);
		HttpResponse<String> response = post("api/redis/restart", "{\"keepData\":true}");
		assertThat(response.statusCode()).isEqualTo(409);
		assertThat(response.body()).isEqualTo("{\"error\":\"not ours\"}");
	}

	@Test
	void takesNoOrdersFromOtherSites() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(uri("api/units/a/kill"))
			.header("Origin", "http://elsewhere.example")
			.POST(BodyPublishers.noBody())
			.build();
		assertThat(this.http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
		assertThat(this.fleet.deeds()).isEmpty();
	}

	@Test
	void saysWhatToDoWhenItsPortIsTaken() {
		int port = uri("").getPort();
		assertThatExceptionOfType(PageUnavailableException.class)
			.isThrownBy(() -> FleetPage.start(this.fleet, List.of("--server.port=" + port)))
			.withMessageContaining("Port " + port)
			.withMessageContaining("--server.port=" + (port + 1));
	}

	private JsonNode state() throws Exception {
		return this.json.readTree(get("api/state").body());
	}

	private HttpResponse<String> get(String path) throws Exception {
		return this.http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> post(String path, String body) throws Exception {
		return this.http.send(HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create(this.page.address()).resolve(path);
	}

}
