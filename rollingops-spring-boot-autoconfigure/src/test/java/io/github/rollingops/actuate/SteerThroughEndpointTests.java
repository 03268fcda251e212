package io.github.rollingops.actuate;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.DropReason;
import io.github.rollingops.Operation;
import io.github.rollingops.UnitSnapshot;
import io.github.rollingops.actuate.ActuatedUnit.AuditLog;
import io.github.rollingops.actuate.ActuatedUnit.Response;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.HistoryEntry;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.actuate.audit.AuditEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * What somebody with write access can do beside requesting, and what is written down of
 * it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SteerThroughEndpointTests {

	private final InMemoryDatabagStore store = new InMemoryDatabagStore();

	private ActuatedUnit a;

	@BeforeAll
	void start() {
		this.a = ActuatedUnit.start(this.store, "a", "management.endpoint.rollingops.access=unrestricted");
	}

	@AfterAll
	void stop() {
		this.a.close();
	}

	private Response post(String body) throws Exception {
		return this.a.postAs("alice", "/rollingops/default", body);
	}

	private JsonNode done(String body) throws Exception {
		Response response = post(body);
		assertThat(response.status()).as(response.body()).isEqualTo(200);
		assertThat(response.json().propertyNames()).containsExactly("status", "description", "fencingToken");
		return response.json();
	}

	private UnitSnapshot state() {
		return this.a.rollingOps().state();
	}

	private void awaitIdle() {
		Awaitility.await().until(() -> state().status() == UnitSnapshot.Status.IDLE);
	}

	private HistoryEntry latest(Type type) {
		return this.store.history("default", null, 100)
			.stream()
			.filter((entry) -> entry.type() == type)
			.findFirst()
			.orElseThrow();
	}

	private AuditEvent audited(String principal, String type) {
		AuditEvent event = this.a.bean(AuditLog.class).last();
		assertThat(event.getPrincipal()).isEqualTo(principal);
		assertThat(event.getType()).isEqualTo(type);
		return event;
	}

	@Test
	void waitingOperationIsCancelledOnce() throws Exception {
		this.a.rollingOps().requestLock("hold");
		Operation waiting = this.a.rollingOps().requestLock("reload").operation();
		assertThat(waiting).isNotNull();
		String body = "{\"action\":\"cancel\",\"units\":\"a\",\"operationId\":\"" + waiting.id() + "\"}";
		assertThat(done(body).path("status").asString()).isEqualTo("DONE");
		assertThat(state().queue().operations()).extracting(Operation::callbackId).containsExactly("hold");
		assertThat(latest(Type.ADMINISTERED).detail()).isEqualTo("CANCEL alice");
		assertThat(audited("alice", "ROLLINGOPS_CANCEL").getData()).containsOnly(entry("group", "default"),
				entry("outcome", "DONE"), entry("units", List.of("a")), entry("operationId", waiting.id()));
		assertThat(done(body).path("status").asString()).isEqualTo("NOTHING_TO_DO");
		assertThat(audited("alice", "ROLLINGOPS_CANCEL").getData()).contains(entry("outcome", "NOTHING_TO_DO"));
		assertThat(this.a.rollingOps().completion(waiting.id())).succeedsWithin(Duration.ofSeconds(10))
			.satisfies((outcome) -> assertThat(outcome.dropped()).isEqualTo(DropReason.CANCELLED));
		this.a.letGo();
		awaitIdle();
	}

	@Test
	void whatRunsIsNotCancelledButItsGrantCanBeTaken() throws Exception {
		Operation running = this.a.rollingOps().requestLock("hold").operation();
		assertThat(running).isNotNull();
		Awaitility.await().until(() -> state().status() == UnitSnapshot.Status.GRANTED);
		Response refused = post("{\"action\":\"cancel\",\"units\":\"a\",\"operationId\":\"" + running.id() + "\"}");
		assertThat(refused.status()).isEqualTo(409);
		assertThat(refused.error()).contains(running.id(), "force the release");
		assertThat(audited("alice", "ROLLINGOPS_CANCEL").getData()).contains(entry("outcome", "REFUSED"));
		long token = this.a.rollingOps().snapshot().grants().get(0).fencingToken();
		String body = "{\"action\":\"force-release\",\"fencingToken\":" + token + "}";
		JsonNode released = done(body);
		assertThat(released.path("description").asString()).contains("another unit may run beside it");
		assertThat(released.path("fencingToken").asLong()).isGreaterThan(token);
		assertThat(done(body).path("status").asString()).isEqualTo("NOTHING_TO_DO");
		// What ignores its interruption keeps its unit busy until it has returned.
		assertThat(state().status()).isEqualTo(UnitSnapshot.Status.WAITING);
		this.a.letGo();
		this.a.letGo();
		awaitIdle();
	}

	@Test
	void requestStandsInTheNameOfWhoMadeIt() throws Exception {
		Response response = post("{\"callbackId\":\"reload\",\"units\":\"a\"}");
		assertThat(response.status()).isEqualTo(200);
		assertThat(latest(Type.REQUESTED).detail()).isEqualTo("alice");
		assertThat(audited("alice", "ROLLINGOPS_REQUEST").getData()).containsEntry("callbackId", "reload");
		awaitIdle();
		this.a.post("/rollingops/default", "{\"callbackId\":\"reload\"}");
		assertThat(latest(Type.REQUESTED).detail()).isEqualTo("anonymous");
		awaitIdle();
	}

	@Test
	void whatIsRefusedIsAuditedWithItsReason() throws Exception {
		assertThat(post("{\"callbackId\":\"re load\"}").status()).isEqualTo(400);
		assertThat(audited("alice", "ROLLINGOPS_REQUEST").getData().get("outcome")).asString().contains("'re load'");
	}

	@Test
	void eachActionSaysWhatItNeeds() throws Exception {
		assertRefused(400, "{\"action\":\"cancel\"}", "'units' is missing");
		assertRefused(400, "{\"action\":\"cancel\",\"units\":\"a,b\",\"operationId\":\"x\"}",
				"'units' names 2; name one");
		assertRefused(400, "{\"action\":\"cancel\",\"units\":\"a\"}", "'operationId' is missing");
		assertRefused(400, "{\"action\":\"force-release\"}", "'fencingToken' is missing");
		assertRefused(400, "{\"action\":\"discard\",\"units\":\"a\"}", "'entries' is missing");
		assertRefused(400, "{\"action\":\"forget\",\"units\":\"a b\"}", "'a b'");
		assertRefused(409, "{\"action\":\"cancel\",\"units\":\"a\",\"operationId\":\"x\"}",
				"'x' of unit 'a' is not known");
		assertRefused(409, "{\"action\":\"forget\",\"units\":\"a\"}", "is a live member");
		assertRefused(409, "{\"action\":\"forget\",\"units\":\"nobody\"}", "'nobody'");
		assertRefused(400, "{\"action\":\"destroy\"}",
				"'action' is 'destroy'; use one of request, cancel, force-release, forget, readmit, discard");
		assertThat(done("{\"action\":\"discard\",\"units\":\"a\",\"entries\":1}").path("status").asString())
			.isEqualTo("NOTHING_TO_DO");
		assertThat(done("{\"action\":\"readmit\",\"units\":\"a\"}").path("status").asString())
			.isEqualTo("NOTHING_TO_DO");
	}

	private void assertRefused(int status, String body, String message) throws Exception {
		Response response = post(body);
		assertThat(response.status()).as(body).isEqualTo(status);
		assertThat(response.error()).as(body).contains(message);
	}

}
