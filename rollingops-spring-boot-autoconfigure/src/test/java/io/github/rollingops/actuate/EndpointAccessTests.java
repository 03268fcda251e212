package io.github.rollingops.actuate;

import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint does for a caller without the right access: nothing.
 */
class EndpointAccessTests {

	@ParameterizedTest
	@CsvSource({ "read-only, 200, 405", "none, 404, 404" })
	void requestWithoutAccessNeverReachesTheStore(String access, int read, int written) throws Exception {
		SwitchableStore store = new SwitchableStore(new InMemoryDatabagStore());
		try (ActuatedUnit unit = ActuatedUnit.start(store, "a", "management.endpoint.rollingops.access=" + access)) {
			assertThat(unit.get("/rollingops/default").status()).isEqualTo(read);
			assertThat(unit.post("/rollingops/default", "{\"callbackId\":\"reload\"}").status()).isEqualTo(written);
			assertThat(store.requests).hasValue(0);
			unit.rollingOps().requestLock("reload");
			assertThat(store.requests).hasValue(1);
		}
	}

}
