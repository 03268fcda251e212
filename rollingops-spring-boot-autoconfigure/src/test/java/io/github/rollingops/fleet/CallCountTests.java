package io.github.rollingops.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.rollingops.databag.redis.StepCall;
import io.github.rollingops.engine.GroupSettings;
import io.github.rollingops.testsupport.FaultyProxy;
import io.github.rollingops.testsupport.RedisServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts the calls to Redis: all units speak through one proxy.
 */
class CallCountTests {

	private static final Set<String> CONNECTING = Set.of("hello", "client", "subscribe", "unsubscribe", "ping");

	private final RedisServer redis = RedisServer.shared();

	private final FaultyProxy proxy = FaultyProxy.before(this.redis);

	private final Gate gate = new Gate();

	private final EngineFleet fleet = new EngineFleet().callback("gate", this.gate);

	private final List<EngineUnit> units = new ArrayList<>();

	@AfterEach
	void close() {
		this.fleet.close();
		this.proxy.close();
	}

	@Test
	void turnIsPassedOnWithOneFinishAndNoSchedule() {
		start();
		EngineUnit first = this.units.get(0);
		String opening = first.request("gate");
		this.fleet.turns().awaitTurn((turn) -> turn.operationId().equals(opening));
		this.units.forEach((unit) -> unit.request("turn"));
		int before = this.proxy.requests().size();
		this.gate.letOneThrough();
		this.fleet.turns().awaitEnded(4);
		this.units.forEach((unit) -> Awaitility.await().until(() -> unit.service().state().queue().isEmpty()));
		Map<String, Long> calls = calls(before);
		assertThat(calls).containsEntry("finish", 4L).doesNotContainKeys("schedule", "request");
		this.fleet.turns().assertOneAtATime();
	}

	@Test
	void idleUnitsOnlyBeat() {
		start();
		awaitHeartbeats(0, 6);
		int before = this.proxy.requests().size();
		awaitHeartbeats(before, 12);
		assertThat(calls(before)).containsOnlyKeys("heartbeat");
		Duration meanInterval = GroupSettings.DEFAULT.heartbeatInterval().multipliedBy(9).dividedBy(10);
		assertThat(1000.0 / meanInterval.toMillis()).isLessThanOrEqualTo(0.4);
	}

	private void start() {
		for (String name : List.of("a", "b", "c")) {
			this.units.add(this.fleet.join(name, RedisConnections.through(this.proxy)));
		}
	}

	private void awaitHeartbeats(int from, int count) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(20))
			.until(() -> calls(from).getOrDefault("heartbeat", 0L) >= count);
	}

	/** How often each step was called since then, and every other command. */
	private Map<String, Long> calls(int from) {
		List<List<String>> requests = this.proxy.requests();
		return requests.subList(from, requests.size())
			.stream()
			.map((request) -> StepCall.of(request).orElse(request.get(0).toLowerCase(Locale.ROOT)))
			.filter((call) -> !CONNECTING.contains(call))
			.collect(Collectors.groupingBy((call) -> call, TreeMap::new, Collectors.counting()));
	}

}
