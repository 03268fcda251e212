package io.github.rollingops.benchmarks.store;

import java.time.Duration;

import io.github.rollingops.benchmarks.redis.Address;
import io.github.rollingops.databag.redis.RedisDatabagStore;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A store with connections of its own.
 */
final class OwnStore implements AutoCloseable {

	static final String NAMESPACE = "steps";

	private final LettuceConnectionFactory connections;

	private final RedisDatabagStore store;

	OwnStore(Address redis) {
		this.connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration(redis.host(), redis.port()));
		this.connections.afterPropertiesSet();
		this.connections.start();
		this.store = new RedisDatabagStore(this.connections,
				new RedisDatabagStore.Settings(NAMESPACE, "rollingops", Duration.ofSeconds(2)));
	}

	RedisDatabagStore store() {
		return this.store;
	}

	@Override
	public void close() {
		this.connections.destroy();
	}

}
