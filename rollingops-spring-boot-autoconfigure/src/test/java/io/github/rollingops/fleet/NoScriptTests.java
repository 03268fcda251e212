package io.github.rollingops.fleet;

import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.testsupport.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Redis forgets the scripts, as after a restart or a failover.
 */
class NoScriptTests {

	private final RedisServer redis = RedisServer.shared();

	private final EngineFleet fleet = new EngineFleet();

	@AfterEach
	void close() {
		this.fleet.close();
	}

	@Test
	void scriptsAreSentAgainInTheMiddleOfTheTurns() {
		List<EngineUnit> units = List.of(this.fleet.join("a", RedisConnections.to(this.redis)),
				this.fleet.join("b", RedisConnections.to(this.redis)));
		List<String> operations = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			for (EngineUnit unit : units) {
				this.redis.command("SCRIPT", "FLUSH");
				operations.add(unit.complete("turn"));
			}
		}
		assertThat(this.fleet.turns().turns()).extracting(Turn::operationId).containsExactlyElementsOf(operations);
		this.fleet.turns().assertOneAtATime();
	}

}
