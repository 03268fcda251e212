package io.github.rollingops.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.rollingops.testsupport.RedisSentinel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fleet whose Redis dies in the middle of its turns and is replaced by a replica.
 */
class SentinelFleetTests {

	private final RedisSentinel sentinel = RedisSentinel.start(1);

	private final Gate gate = new Gate();

	private final EngineFleet fleet = new EngineFleet().callback("gate", this.gate);

	@AfterEach
	void close() {
		this.fleet.close();
		this.sentinel.close();
	}

	@Test
	void turnsGoOnAfterAFailover() {
		List<EngineUnit> units = new ArrayList<>();
		for (String name : List.of("a", "b", "c")) {
			units.add(
					this.fleet.join(name, RedisConnections.to(new RedisSentinelConfiguration(this.sentinel.masterName(),
							Set.copyOf(this.sentinel.addresses())))));
		}
		String opening = units.get(0).request("gate");
		this.fleet.turns().awaitTurn((turn) -> turn.operationId().equals(opening));
		List<List<String>> operations = new ArrayList<>();
		for (EngineUnit unit : units) {
			operations.add(List.of(unit.request("turn"), unit.request("gate"), unit.request("turn")));
		}
		this.sentinel.awaitReplicated();
		this.sentinel.failover();
		for (int i = 0; i < 2 + units.size(); i++) {
			this.gate.letOneThrough();
		}
		assertThat(units.get(0).outcome(opening).dropped()).isNull();
		for (int i = 0; i < units.size(); i++) {
			EngineUnit unit = units.get(i);
			operations.get(i).forEach((operation) -> assertThat(unit.outcome(operation).dropped()).isNull());
		}
		units.forEach((unit) -> unit.complete("turn"));
		this.fleet.turns().assertOneAtATime();
	}

}
