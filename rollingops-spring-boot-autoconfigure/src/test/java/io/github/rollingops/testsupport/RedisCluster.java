package io.github.rollingops.testsupport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

/**
 * A real Redis Cluster of three masters without replicas, formed by plain commands:
 * {@code redis-cli} is not there where only the embedded binary is.
 */
public final class RedisCluster implements AutoCloseable {

	private static final int NODES = 3;

	private static final int SLOTS = 16_384;

	private final List<RedisProcess> nodes = new ArrayList<>();

	private final Map<Integer, RedisProcess> moved = new ConcurrentHashMap<>();

	private RedisCluster(List<String> config) {
		List<String> lines = new ArrayList<>(List.of("cluster-enabled yes", "cluster-node-timeout 2000"));
		lines.addAll(config);
		for (int i = 0; i < NODES; i++) {
			this.nodes.add(RedisProcess.start(List.of(), lines));
		}
	}

	/** Starts the nodes, forms the Cluster and waits until all of them call it whole. */
	public static RedisCluster start() {
		return start(List.of());
	}

	/** The same, with more lines in the configuration of all nodes. */
	public static RedisCluster start(List<String> config) {
		RedisCluster cluster = new RedisCluster(config);
		cluster.form();
		cluster.awaitOk();
		return cluster;
	}

	public List<RedisProcess> nodes() {
		return List.copyOf(this.nodes);
	}

	/** The nodes as {@code host:port}, as {@code spring.data.redis.cluster.nodes}. */
	public List<String> addresses() {
		return this.nodes.stream().map((node) -> node.host() + ":" + node.port()).toList();
	}

	/** The node that serves the key, as long as its slot is not on its way. */
	public RedisProcess owner(String key) {
		int slot = slot(key);
		return this.moved.getOrDefault(slot, this.nodes.get(slot * NODES / SLOTS));
	}

	/**
	 * Moves the slot of a key, as {@code redis-cli --cluster reshard} does, while clients
	 * go on.
	 * @param between called after each key that has been moved
	 */
	public void moveSlot(String key, RedisProcess to, Runnable between) {
		RedisProcess from = owner(key);
		String slot = String.valueOf(slot(key));
		to.command("CLUSTER", "SETSLOT", slot, "IMPORTING", id(from));
		from.command("CLUSTER", "SETSLOT", slot, "MIGRATING", id(to));
		between.run();
		while (from.command("CLUSTER", "GETKEYSINSLOT", slot, "1") instanceof List<?> keys && !keys.isEmpty()) {
			from.command("MIGRATE", to.host(), String.valueOf(to.port()), String.valueOf(keys.get(0)), "0", "5000");
			between.run();
		}
		this.moved.put(slot(key), to);
		to.command("CLUSTER", "SETSLOT", slot, "NODE", id(to));
		this.nodes.forEach((node) -> node.command("CLUSTER", "SETSLOT", slot, "NODE", id(to)));
	}

	/** Waits until every node knows all others and serves all slots. */
	public void awaitOk() {
		Awaitility.await("Cluster to be whole")
			.atMost(Duration.ofSeconds(30))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> this.nodes.stream().allMatch(RedisCluster::isOk));
	}

	private int slot(String key) {
		return Integer.parseInt(String.valueOf(this.nodes.get(0).command("CLUSTER", "KEYSLOT", key)));
	}

	private static String id(RedisProcess node) {
		return String.valueOf(node.command("CLUSTER", "MYID"));
	}

	@Override
	public void close() {
		this.nodes.forEach(RedisProcess::close);
	}

	private void form() {
		for (int i = 0; i < NODES; i++) {
			RedisProcess node = this.nodes.get(i);
			// Masters that meet with the same epoch settle it among themselves, which
			// takes a while in which the Cluster is not whole.
			node.command("CLUSTER", "SET-CONFIG-EPOCH", String.valueOf(i + 1));
			List<String> addSlots = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
			int index = i;
			IntStream.range(0, SLOTS)
				.filter((slot) -> slot * NODES / SLOTS == index)
				.forEach((slot) -> addSlots.add(String.valueOf(slot)));
			node.command(addSlots.toArray(String[]::new));
		}
		for (RedisProcess other : this.nodes.subList(1, NODES)) {
			this.nodes.get(0).command("CLUSTER", "MEET", other.host(), String.valueOf(other.port()));
		}
	}

	private static boolean isOk(RedisProcess node) {
		String info = String.valueOf(node.command("CLUSTER", "INFO"));
		return info.contains("cluster_state:ok") && info.contains("cluster_slots_ok:" + SLOTS)
				&& info.contains("cluster_known_nodes:" + NODES);
	}

}
