package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.testsupport.RedisProcess;
import io.github.rollingops.testsupport.RedisSentinel;
import org.jspecify.annotations.Nullable;

/**
 * A Redis that dies in the middle of writes and is replaced by its replica, which may not
 * have the last of them.
 */
final class SentinelArena implements Arena {

	private final RedisSentinel sentinel;

	private volatile RedisProcess master;

	private final RedisFaults redis = new RedisFaults(() -> this.master);

	SentinelArena(List<String> units) {
		this.sentinel = RedisSentinel.start(1, Connections.users(units));
		this.master = this.sentinel.master();
	}

	@Override
	public String name() {
		return "sentinel";
	}

	@Override
	public List<String> arguments(String unit) {
		return List.of("--spring.data.redis.sentinel.master=" + this.sentinel.masterName(),
				"--spring.data.redis.sentinel.nodes=" + String.join(",", this.sentinel.addresses()));
	}

	@Override
	public List<RedisProcess> servers() {
		return List.of(this.master);
	}

	@Override
	public @Nullable Object command(String key, String... command) {
		return this.master.command(command);
	}

	@Override
	public boolean takesCrowds() {
		return false;
	}

	@Override
	public List<FaultKind> faults() {
		List<FaultKind> faults = new ArrayList<>(this.redis.small());
		faults.add(new FaultKind("failover", 20, (strike) -> this.redis.alone(() -> failover(strike))));
		return faults;
	}

	private void failover(Strike strike) {
		strike.begins("");
		this.sentinel.failover();
		this.master = this.sentinel.master();
		this.sentinel.mend();
	}

	@Override
	public void close() {
		this.sentinel.close();
	}

}
