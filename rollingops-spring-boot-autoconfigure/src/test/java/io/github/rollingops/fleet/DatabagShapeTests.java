package io.github.rollingops.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.rollingops.LockRequest;
import io.github.rollingops.OperationResult;
import io.github.rollingops.testsupport.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody sees who looks into Redis with {@code redis-cli hgetall}.
 */
class DatabagShapeTests {

	private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

	private final RedisServer redis = RedisServer.shared();

	private final Gate gate = new Gate();

	private final EngineFleet fleet = new EngineFleet().callback("gate", this.gate)
		.callback("again", (context) -> OperationResult.RETRY_RELEASE);

	@AfterEach
	void close() {
		this.fleet.close();
	}

	@Test
	void databagsShowWhoHoldsTheLockAndWhatWaits() {
		EngineUnit unit = this.fleet.join("a", RedisConnections.to(this.redis));
		assertThat(hgetall("unit:a")).containsEntry("operations", "[]").containsEntry("state", "idle");
		unit.complete("turn");
		assertThat(hgetall("unit:a").get("executed_at")).matches(TIME);
		String running = unit.request("gate");
		this.fleet.turns().awaitTurn((turn) -> turn.operationId().equals(running));
		String waiting = Objects
			.requireNonNull(unit.service()
				.requestLock(LockRequest.of("turn").withKwarg("force", true).withKwarg("depth", 1.5).withMaxRetry(3))
				.operation())
			.id();
		Map<String, String> databag = hgetall("unit:a");
		assertThat(databag).containsEntry("state", "request");
		assertThat(databag.get("operations").replaceAll(TIME, "TIME")).isEqualTo("[" + entry(running, "gate", "{}", "")
				+ "," + entry(waiting, "turn", "{\\\"depth\\\":1.5,\\\"force\\\":true}", "3") + "]");
		assertThat(hgetall("app")).containsEntry("granted_unit", "a")
			.hasEntrySatisfying("granted_at", (at) -> assertThat(at).matches(TIME));
		this.gate.letOneThrough();
		unit.outcome(waiting);
		assertThat(hgetall("unit:a")).containsEntry("operations", "[]").containsEntry("state", "idle");
		assertThat(hgetall("app")).containsEntry("granted_unit", "").containsEntry("granted_at", "");
	}

	@Test
	void databagShowsWhatIsToBeTriedAgain() {
		EngineUnit unit = this.fleet.join("a", RedisConnections.to(this.redis));
		unit.request("again");
		Awaitility.await().until(() -> "retry-release".equals(hgetall("unit:a").get("state")));
		assertThat(hgetall("unit:a").get("operations")).containsPattern("\"attempt\":\"[1-9]\"");
		assertThat(hgetall("unit:a").get("executed_at")).matches(TIME);
	}

	private static String entry(String id, String callbackId, String kwargs, String maxRetry) {
		return "{\"id\":\"" + id + "\",\"callback_id\":\"" + callbackId + "\",\"kwargs\":\"" + kwargs
				+ "\",\"requested_at\":\"TIME\",\"max_retry\":\"" + maxRetry
				+ "\",\"attempt\":\"0\",\"cut_short\":\"0\"}";
	}

	private Map<String, String> hgetall(String suffix) {
		List<?> answer = (List<?>) Objects.requireNonNull(
				this.redis.command("HGETALL", "rollingops:{" + this.fleet.namespace() + ":default}:" + suffix));
		Map<String, String> hash = new LinkedHashMap<>();
		for (int i = 0; i < answer.size(); i += 2) {
			hash.put(String.valueOf(answer.get(i)), String.valueOf(answer.get(i + 1)));
		}
		return hash;
	}

}
