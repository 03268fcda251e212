package io.github.rollingops.actuate;

import io.github.rollingops.UnitSnapshot.Status;
import io.github.rollingops.actuate.ActuatedUnit.Response;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health of a whole application, behind a port.
 */
class HealthEndpointTests {

	private final SwitchableStore store = new SwitchableStore(new InMemoryDatabagStore());

	@Test
	void unitThatWorksIsUp() throws Exception {
		try (ActuatedUnit unit = ActuatedUnit.start(this.store, "a")) {
			Response response = unit.get("/health/rollingops");
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
		}
	}

	@Test
	void unitThatCannotJoinIsDownAndAliveAllTheSame() throws Exception {
		this.store.cut();
		try (ActuatedUnit unit = ActuatedUnit.start(this.store, "a")) {
			Response response = unit.get("/health/rollingops");
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.json().path("details").path("groups").path("default").get(0).asString())
				.contains("NOT_JOINED", "the way to the store is cut");
			assertThat(unit.get("/health").status()).isEqualTo(503);
			assertThat(unit.get("/health/liveness").status()).isEqualTo(200);
			assertThat(unit.get("/health/liveness").body()).doesNotContain("rollingops");
			assertThat(unit.get("/health/readiness").status()).isEqualTo(200);
		}
	}

	@Test
	void callbackThatOutlastsItsTimeoutIsDownWithItsStack() throws Exception {
		try (ActuatedUnit unit = ActuatedUnit.start(this.store, "a", "rollingops.operation-timeout=1ms")) {
			unit.rollingOps().requestLock("hold");
			Awaitility.await().until(() -> unit.get("/health/rollingops").status() == 503);
			assertThat(unit.get("/health/rollingops")
				.json()
				.path("details")
				.path("groups")
				.path("default")
				.get(0)
				.asString()).contains("RUN_OVERDUE", "hold", "acquireUninterruptibly");
			assertThat(unit.rollingOps().state().status()).isEqualTo(Status.GRANTED);
			unit.letGo();
			Awaitility.await().until(() -> unit.get("/health/rollingops").status() == 200);
			unit.letGo();
		}
	}

}
