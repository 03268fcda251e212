package io.github.rollingops.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.LockRequest;
import io.github.rollingops.OnRestart;
import io.github.rollingops.StepJournal;
import io.github.rollingops.StepJournal.Step;
import io.github.rollingops.UnitSnapshot.Status;
import io.github.rollingops.actuate.ActuatedUnit.Response;
import io.github.rollingops.databag.Caller;
import io.github.rollingops.databag.JournalCommand;
import io.github.rollingops.databag.JournalCommand.Mode;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint tells, behind a port. One of two units holds the lock, the other
 * waits.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RollingOpsEndpointTests {

	private final InMemoryDatabagStore store = new InMemoryDatabagStore();

	private ActuatedUnit a;

	private ActuatedUnit b;

	@BeforeAll
	void start() {
		this.a = ActuatedUnit.start(this.store, "a");
		this.b = ActuatedUnit.start(this.store, "b", "rollingops.endpoint.show-kwargs=true");
		this.a.rollingOps().requestLock("hold");
		Awaitility.await().until(() -> this.a.rollingOps().state().status() == Status.GRANTED);
		this.a.rollingOps()
			.requestLockOn(List.of("b"),
					LockRequest.of("reload").withKwarg("password", "s3cr3t").withKwarg("none", null));
	}

	@AfterAll
	void stop() {
		this.a.close();
		this.b.close();
	}

	@Test
	void namesAreThoseOfTheContract() throws Exception {
		JsonNode all = get(this.a, "/rollingops");
		assertThat(all.propertyNames()).containsExactly("unit", "groups");
		JsonNode group = all.path("groups").get(1);
		assertThat(group.propertyNames()).containsExactly("name", "takenAt", "leader", "term", "grants", "units",
				"troubles", "history", "error");
		assertThat(group.path("grants").get(0).propertyNames()).containsExactly("unit", "bootId", "operationId",
				"callbackId", "fencingToken", "since");
		JsonNode unit = group.path("units").get(1);
		assertThat(unit.propertyNames()).containsExactly("name", "status", "intent", "lastSeen", "bootId", "busy",
				"draining", "executedAt", "retryIn", "callbackIds", "setAside", "queue", "journal", "explanation");
		assertThat(unit.path("explanation").propertyNames()).containsExactly("group", "unit", "operationId", "kind",
				"place", "since", "dueIn", "description");
		assertThat(unit.path("queue").get(0).propertyNames()).containsExactly("id", "callbackId", "kwargs",
				"requestedAt", "maxRetry", "attempt");
		assertThat(group.path("history").propertyNames()).containsExactly("entries", "next");
		assertThat(group.path("history").path("entries").get(0).propertyNames()).containsExactly("id", "at", "type",
				"unit", "fencingToken", "operationId", "callbackId", "attempt", "detail");
	}

	@Test
	void stepsOfTheHeadAreToldWithoutWhatTheyKeep() throws Exception {
		Grant grant = this.a.rollingOps().snapshot().grants().get(0);
		StepJournal journal = new StepJournal(grant.operationId(), grant.fencingToken(), OnRestart.ROLL_BACK,
				List.of(new Step("build", StepJournal.Status.COMPLETED, true, Map.of("path", "\"s3cr3t\"")),
						new Step("switch", StepJournal.Status.ROLLING_BACK, false, Map.of())));
		this.store.journal(new JournalCommand(new Caller("default", "a", grant.bootId(), 0), grant.fencingToken(),
				grant.operationId(), Mode.EXECUTING, 1, "build, switch", journal.toJson()));
		String body = this.b.get("/rollingops/default").body();
		JsonNode told = JsonMapper.shared().readTree(body).path("units").get(0).path("journal");
		assertThat(told).hasToString("{\"operationId\":\"" + grant.operationId() + "\",\"fencingToken\":"
				+ grant.fencingToken() + ",\"steps\":[{\"name\":\"build\",\"status\":\"completed\"},"
				+ "{\"name\":\"switch\",\"status\":\"rolling-back\"}]}");
	}

	@Test
	void groupsAreToldByName() throws Exception {
		JsonNode all = get(this.b, "/rollingops");
		assertThat(all.path("unit").asString()).isEqualTo("b");
		assertThat(all.path("groups")).extracting((group) -> group.path("name").asString())
			.containsExactly("de/eu", "default");
	}

	@Test
	void groupIsToldAsItStands() throws Exception {
		JsonNode group = get(this.b, "/rollingops/default");
		assertThat(group.path("leader").asString()).isEqualTo("a");
		assertThat(group.path("term").asLong()).isPositive();
		JsonNode grant = group.path("grants").get(0);
		assertThat(grant.path("unit").asString()).isEqualTo("a");
		assertThat(grant.path("callbackId").asString()).isEqualTo("hold");
		assertThat(grant.path("fencingToken").asLong()).isPositive();
		JsonNode waiting = group.path("units").get(1);
		assertThat(waiting.path("name").asString()).isEqualTo("b");
		assertThat(waiting.path("status").asString()).isEqualTo("WAITING");
		assertThat(waiting.path("intent").asString()).isEqualTo("request");
		assertThat(waiting.path("retryIn").asString()).isEqualTo("PT0S");
		assertThat(waiting.path("lastSeen").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
		assertThat(waiting.path("executedAt").isNull()).isTrue();
		assertThat(waiting.path("callbackIds")).extracting(JsonNode::asString).containsExactly("hold", "reload");
		assertThat(group.path("error").isNull()).isTrue();
		assertThat(group.path("troubles")).isEmpty();
	}

	@Test
	void eachUnitIsExplained() throws Exception {
		JsonNode units = get(this.b, "/rollingops/default").path("units");
		assertThat(units).extracting((unit) -> unit.path("explanation").path("kind").asString())
			.containsExactly("RUNNING", "TURN_HELD");
	}

	@Test
	void unitIsExplainedInPlaceOfTheGroup() throws Exception {
		JsonNode explanation = get(this.a, "/rollingops/default?explain=b");
		assertThat(explanation.path("kind").asString()).isEqualTo("TURN_HELD");
		assertThat(explanation.path("place").asInt()).isOne();
		assertThat(explanation.path("since").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
		assertThat(explanation.path("dueIn").isNull()).isTrue();
		assertThat(explanation.path("description").asString()).contains("Unit 'a' has the turn for hold[");
	}

	@Test
	void operationIsExplainedInPlaceOfTheGroup() throws Exception {
		String id = this.a.rollingOps().snapshot().grants().get(0).operationId();
		JsonNode explanation = get(this.b, "/rollingops/default?explain=" + id);
		assertThat(explanation.path("kind").asString()).isEqualTo("RUNNING");
		assertThat(explanation.path("unit").asString()).isEqualTo("a");
		assertThat(explanation.path("operationId").asString()).isEqualTo(id);
	}

	@Test
	void whatIsNeitherUnitNorOperationIsExplainedAsUnknown() throws Exception {
		JsonNode explanation = get(this.a, "/rollingops/default?explain=nobody");
		assertThat(explanation.path("kind").asString()).isEqualTo("UNKNOWN");
		assertThat(explanation.path("description").asString()).contains("no unit 'nobody'", "no operation nobody");
		assertThat(this.a.get("/rollingops/default?explain=%20").error()).contains("'explain' is blank");
		assertThat(this.a.get("/rollingops/other?explain=a").status()).isEqualTo(404);
	}

	@Test
	void groupWhoseNameHasSlashesIsFound() throws Exception {
		assertThat(get(this.a, "/rollingops/de/eu").path("name").asString()).isEqualTo("de/eu");
	}

	@Test
	void kwargsAreMaskedUnlessTheyMayBeShown() throws Exception {
		assertThat(kwargs(this.a).toString()).isEqualTo("{\"none\":\"******\",\"password\":\"******\"}");
		assertThat(kwargs(this.b).toString()).isEqualTo("{\"none\":null,\"password\":\"s3cr3t\"}");
	}

	@Test
	void historyIsPaged() throws Exception {
		List<String> whole = new ArrayList<>();
		get(this.a, "/rollingops/default").path("history")
			.path("entries")
			.forEach((entry) -> whole.add(entry.path("id").asString()));
		List<String> paged = new ArrayList<>();
		String query = "?limit=2";
		while (query != null) {
			JsonNode history = get(this.a, "/rollingops/default" + query).path("history");
			history.path("entries").forEach((entry) -> paged.add(entry.path("id").asString()));
			query = history.path("next").isNull() ? null : "?limit=2&before=" + history.path("next").asString();
		}
		assertThat(paged).isEqualTo(whole).hasSizeGreaterThan(4);
	}

	@Test
	void unknownGroupIsNotFound() throws Exception {
		Response response = this.a.get("/rollingops/other");
		assertThat(response.status()).isEqualTo(404);
		assertThat(response.error()).contains("'other'");
	}

	@Test
	void pageThatCannotBeIsABadRequest() throws Exception {
		for (String query : List.of("limit=0", "limit=1001", "limit=many", "before=yesterday")) {
			assertThat(this.a.get("/rollingops/default?" + query).status()).as(query).isEqualTo(400);
		}
		assertThat(this.a.get("/rollingops/default?limit=0").error()).contains("1 to 1000");
		assertThat(this.a.get("/rollingops/default?before=yesterday").error()).contains("'yesterday'");
	}

	@Test
	void requestsAreRefusedUnlessWriteAccessIsGiven() throws Exception {
		Response response = this.a.post("/rollingops/default", "{\"callbackId\":\"reload\"}");
		assertThat(response.status()).isEqualTo(405);
		assertThat(this.a.rollingOps().snapshot().units())
			.allSatisfy((unit) -> assertThat(unit.queue().size()).isOne());
	}

	private static JsonNode kwargs(ActuatedUnit asked) throws Exception {
		return get(asked, "/rollingops/default").path("units").get(1).path("queue").get(0).path("kwargs");
	}

	private static JsonNode get(ActuatedUnit asked, String path) throws Exception {
		Response response = asked.get(path);
		assertThat(response.status()).as(response.body()).isEqualTo(200);
		return response.json();
	}

}
