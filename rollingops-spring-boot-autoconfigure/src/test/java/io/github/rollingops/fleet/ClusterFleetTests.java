package io.github.rollingops.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.LockRequestResult.Status;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.testsupport.RedisCluster;
import io.github.rollingops.testsupport.RedisProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisClusterConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fleet on a Cluster of three nodes, with a group on each.
 */
class ClusterFleetTests {

	private final RedisCluster cluster = RedisCluster.start();

	private final EngineFleet fleet = new EngineFleet();

	@AfterEach
	void close() {
		this.fleet.close();
		this.cluster.close();
	}

	@Test
	void groupsOnAllNodesRollIndependently() {
		List<String> groups = groupsOnAllNodes();
		groups.forEach(this.fleet::group);
		List<EngineUnit> units = new ArrayList<>();
		for (String name : List.of("a", "b", "c")) {
			units.add(this.fleet.join(name,
					RedisConnections.to(new RedisClusterConfiguration(this.cluster.addresses()))));
		}
		for (String group : groups) {
			RollingOpsGroup asked = units.get(1).service().group(group);
			units.forEach((unit) -> unit.awaitJoined(group));
			assertThat(asked.requestLockOnAllUnits(LockRequest.of("turn"))).extracting(LockRequestResult::status)
				.containsExactly(Status.ENQUEUED, Status.ENQUEUED, Status.ENQUEUED);
		}
		for (String group : groups) {
			assertThat(this.fleet.turns(group).awaitEnded(3)).extracting(Turn::unit)
				.containsExactlyInAnyOrder("a", "b", "c");
			this.fleet.turns(group).assertOneAtATime();
		}
	}

	@Test
	void turnsGoOnWhileTheirSlotMoves() {
		Gate gate = new Gate();
		this.fleet.callback("gate", gate);
		List<EngineUnit> units = new ArrayList<>();
		for (String name : List.of("a", "b", "c")) {
			units.add(this.fleet.join(name,
					RedisConnections.to(new RedisClusterConfiguration(this.cluster.addresses()))));
		}
		String opening = units.get(0).request("gate");
		this.fleet.turns().awaitTurn((turn) -> turn.operationId().equals(opening));
		List<String> waiting = units.stream().map((unit) -> unit.request("turn")).toList();
		String key = "rollingops:{" + this.fleet.namespace() + ":" + EngineFleet.GROUP + "}:app";
		// The end of this turn, and what follows, meets a slot that is nobody's just now.
		RedisProcess owner = this.cluster.owner(key);
		RedisProcess other = this.cluster.nodes().stream().filter((node) -> node != owner).findFirst().orElseThrow();
		AtomicBoolean opened = new AtomicBoolean();
		this.cluster.moveSlot(key, other, () -> {
			if (opened.compareAndSet(false, true)) {
				gate.letOneThrough();
			}
		});
		assertThat(other.command("EXISTS", key)).hasToString("1");
		assertThat(units.get(0).outcome(opening).dropped()).isNull();
		for (int i = 0; i < units.size(); i++) {
			assertThat(units.get(i).outcome(waiting.get(i)).dropped()).isNull();
		}
		this.fleet.turns().assertOneAtATime();
	}

	private List<String> groupsOnAllNodes() {
		List<String> groups = new ArrayList<>();
		Set<RedisProcess> owners = new HashSet<>();
		for (int i = 0; owners.size() < this.cluster.nodes().size(); i++) {
			String group = "g" + i;
			if (owners.add(this.cluster.owner("rollingops:{" + this.fleet.namespace() + ":" + group + "}:app"))) {
				groups.add(group);
			}
		}
		return groups;
	}

}
