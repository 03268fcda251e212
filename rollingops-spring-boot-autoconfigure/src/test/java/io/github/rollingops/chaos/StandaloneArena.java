package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.rollingops.testsupport.FaultyProxy;
import io.github.rollingops.testsupport.RedisProcess;
import org.jspecify.annotations.Nullable;

/**
 * A single Redis, which each unit reaches through a proxy of its own.
 */
final class StandaloneArena implements Arena {

	private final Map<String, FaultyProxy> proxies = new LinkedHashMap<>();

	private final String name;

	private final RedisProcess redis;

	private final List<String> direct;

	private final List<FaultKind> faults = new ArrayList<>();

	private StandaloneArena(String name, List<String> units, String... config) {
		this.name = name;
		List<String> known = new ArrayList<>(units);
		known.add(CrowdFaults.UNIT);
		this.redis = RedisProcess
			.start(Stream.concat(Stream.of(config), Connections.users(known).stream()).toArray(String[]::new));
		this.direct = List.of("--spring.data.redis.host=" + this.redis.host(),
				"--spring.data.redis.port=" + this.redis.port());
		units.forEach((unit) -> this.proxies.put(unit, FaultyProxy.before(this.redis).forgetful()));
		this.faults.addAll(new NetworkFaults(this.proxies).all());
	}

	/** Forgets nothing that it has acknowledged. */
	static Arena durable(List<String> units) {
		StandaloneArena arena = new StandaloneArena("standalone", units, RedisProcess.DURABLE);
		RedisFaults faults = new RedisFaults(() -> arena.redis);
		arena.faults.addAll(faults.restarts());
		arena.faults.addAll(faults.pauses());
		arena.faults.addAll(faults.small());
		return arena;
	}

	/** Comes back without its data. */
	static Arena forgetful(List<String> units) {
		StandaloneArena arena = new StandaloneArena("forgetful", units);
		RedisFaults faults = new RedisFaults(() -> arena.redis);
		arena.faults.addAll(faults.restartsWithoutData());
		arena.faults.addAll(faults.small());
		return arena;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public List<String> arguments(String unit) {
		FaultyProxy proxy = this.proxies.get(unit);
		if (proxy == null) {
			return this.direct;
		}
		return List.of("--spring.data.redis.host=" + proxy.host(), "--spring.data.redis.port=" + proxy.port());
	}

	@Override
	public List<RedisProcess> servers() {
		return List.of(this.redis);
	}

	@Override
	public @Nullable Object command(String key, String... command) {
		return this.redis.command(command);
	}

	@Override
	public boolean takesCrowds() {
		return true;
	}

	@Override
	public List<FaultKind> faults() {
		return this.faults;
	}

	@Override
	public void close() {
		this.proxies.values().forEach(FaultyProxy::close);
		this.redis.close();
	}

}
