package io.github.rollingops.benchmarks.peers;

import io.github.rollingops.benchmarks.redis.Address;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Connections as Spring Data Redis makes them unless told otherwise.
 */
final class Lettuce {

	private Lettuce() {
	}

	static LettuceConnectionFactory connections(Address redis) {
		LettuceConnectionFactory connections = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration(redis.host(), redis.port()));
		connections.afterPropertiesSet();
		connections.start();
		return connections;
	}

}
