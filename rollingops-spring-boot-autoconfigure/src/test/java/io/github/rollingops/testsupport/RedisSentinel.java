package io.github.rollingops.testsupport;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A master, its replica, and sentinels that replace the one by the other when they are
 * told that it has died; by themselves they would do so after ten seconds, since a stall
 * of a busy machine must not look like a death. Replication is asynchronous, as
 * everywhere: a failover may lose what was acknowledged last. For use by one thread.
 */
public final class RedisSentinel implements AutoCloseable {

	private static final String MASTER_NAME = "rollingops";

	private RedisProcess master;

	private RedisProcess replica;

	private final List<RedisProcess> sentinels = new ArrayList<>();

	private RedisSentinel(int sentinels, List<String> config) {
		this.master = RedisProcess.start(List.of(),
				with(config, "repl-diskless-sync yes", "repl-diskless-sync-delay 0"));
		this.replica = RedisProcess.start(List.of(), with(config, "replicaof 127.0.0.1 " + this.master.port()));
		for (int i = 0; i < sentinels; i++) {
			this.sentinels.add(RedisProcess.start(List.of("--sentinel"),
					List.of("sentinel monitor " + MASTER_NAME + " 127.0.0.1 " + this.master.port() + " 1",
							"sentinel down-after-milliseconds " + MASTER_NAME + " 10000",
							"sentinel failover-timeout " + MASTER_NAME + " 10000")));
		}
	}

	/** Starts all of them and waits until a failover would succeed. */
	public static RedisSentinel start(int sentinels) {
		return start(sentinels, List.of());
	}

	/** The same, with more lines in the configuration of master and replica. */
	public static RedisSentinel start(int sentinels, List<String> config) {
		RedisSentinel sentinel = new RedisSentinel(sentinels, config);
		sentinel.awaitPrepared();
		return sentinel;
	}

	public String masterName() {
		return MASTER_NAME;
	}

	/** The one that takes writes. */
	public RedisProcess master() {
		return this.master;
	}

	/**
	 * The sentinels as {@code host:port}, as {@code spring.data.redis.sentinel.nodes}.
	 */
	public List<String> addresses() {
		return this.sentinels.stream().map((sentinel) -> sentinel.host() + ":" + sentinel.port()).toList();
	}

	/** Waits until the replica has what the master has acknowledged up to now. */
	public void awaitReplicated() {
		long offset = Long.parseLong(role(this.master).get(1));
		await("replication").until(() -> {
			List<String> role = role(this.replica);
			return role.get(3).equals("connected") && Long.parseLong(role.get(4)) >= offset;
		});
	}

	/**
	 * Kills the master and waits until every sentinel names the other one, which by then
	 * takes writes.
	 */
	public void failover() {
		RedisProcess dead = this.master;
		dead.kill();
		this.master = this.replica;
		this.replica = dead;
		this.sentinels.get(0).command("SENTINEL", "FAILOVER", MASTER_NAME);
		await("failover").until(() -> role(this.master).get(0).equals("master")
				&& this.sentinels.stream().allMatch((sentinel) -> names(sentinel, this.master)));
	}

	/** Brings the one that was killed back as a replica, so that this one may die too. */
	public void mend() {
		this.replica.restart();
		this.replica.command("REPLICAOF", this.master.host(), String.valueOf(this.master.port()));
		awaitPrepared();
	}

	private void awaitPrepared() {
		awaitReplicated();
		await("sentinels to know all").until(() -> this.sentinels.stream().allMatch(this::isInformed));
	}

	@Override
	public void close() {
		this.sentinels.forEach(RedisProcess::close);
		this.replica.close();
		this.master.close();
	}

	private static List<String> with(List<String> config, String... ours) {
		return Stream.concat(Stream.of(ours), config.stream()).toList();
	}

	private static List<String> role(RedisProcess redis) {
		return ((List<?>) Objects.requireNonNull(redis.command("ROLE"))).stream().map(String::valueOf).toList();
	}

	/** Whether the sentinel knows a usable replica and all of its colleagues. */
	private boolean isInformed(RedisProcess sentinel) {
		String replicas = String.valueOf(sentinel.command("SENTINEL", "REPLICAS", MASTER_NAME));
		String colleagues = String.valueOf(sentinel.command("SENTINEL", "MASTER", MASTER_NAME));
		return replicas.contains("master-link-status, ok")
				&& colleagues.contains("num-other-sentinels, " + (this.sentinels.size() - 1));
	}

	private static boolean names(RedisProcess sentinel, RedisProcess redis) {
		Object address = sentinel.command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME);
		return List.of(redis.host(), String.valueOf(redis.port())).equals(address);
	}

	private static ConditionFactory await(String what) {
		// The promotion disconnects all clients, the one that asks for the role included.
		return Awaitility.await(what)
			.ignoreException(UncheckedIOException.class)
			.atMost(Duration.ofSeconds(60))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(50));
	}

}
