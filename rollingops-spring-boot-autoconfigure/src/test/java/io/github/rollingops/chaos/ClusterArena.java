package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.github.rollingops.testsupport.RedisCluster;
import io.github.rollingops.testsupport.RedisProcess;
import org.jspecify.annotations.Nullable;

/**
 * A Cluster whose slots move from node to node while the fleet goes on.
 */
final class ClusterArena implements Arena {

	private final RedisCluster cluster;

	private final RedisFaults redis;

	ClusterArena(List<String> units) {
		this.cluster = RedisCluster.start(Connections.users(units));
		List<RedisProcess> nodes = this.cluster.nodes();
		this.redis = new RedisFaults(() -> nodes.get(ThreadLocalRandom.current().nextInt(nodes.size())));
	}

	@Override
	public String name() {
		return "cluster";
	}

	@Override
	public List<String> arguments(String unit) {
		return List.of("--spring.data.redis.cluster.nodes=" + String.join(",", this.cluster.addresses()));
	}

	@Override
	public List<RedisProcess> servers() {
		return this.cluster.nodes();
	}

	@Override
	public @Nullable Object command(String key, String... command) {
		return this.cluster.owner(key).command(command);
	}

	@Override
	public boolean takesCrowds() {
		return false;
	}

	@Override
	public List<FaultKind> faults() {
		List<FaultKind> faults = new ArrayList<>(this.redis.small());
		faults.addAll(this.redis.pauses().subList(0, 1));
		faults.add(new FaultKind("slot-moves", 25, (strike) -> this.redis.alone(() -> move(strike))));
		return faults;
	}

	private void move(Strike strike) {
		String group = FireSettings.GROUPS.get(strike.random().nextInt(FireSettings.GROUPS.size()));
		String key = strike.fleet().site().key(group, "app");
		List<RedisProcess> nodes = this.cluster.nodes();
		int from = nodes.indexOf(this.cluster.owner(key));
		RedisProcess to = nodes.get((from + 1 + strike.random().nextInt(nodes.size() - 1)) % nodes.size());
		strike.begins("");
		this.cluster.moveSlot(key, to, () -> strike.lasts(0, 60));
	}

	@Override
	public void close() {
		this.cluster.close();
	}

}
