package io.github.rollingops.fleet;

import java.time.Duration;

import io.github.rollingops.testsupport.FaultyProxy;
import io.github.rollingops.testsupport.RedisServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Connections for one unit, with the short timeouts that a lease of two seconds asks for.
 */
final class RedisConnections {

	private RedisConnections() {
	}

	static LettuceConnectionFactory to(RedisServer redis) {
		return to(new RedisStandaloneConfiguration(redis.host(), redis.port()));
	}

	static LettuceConnectionFactory through(FaultyProxy proxy) {
		return to(new RedisStandaloneConfiguration(proxy.host(), proxy.port()));
	}

	static LettuceConnectionFactory to(RedisConfiguration redis) {
		Duration timeout = EngineFleet.SETTINGS.commandTimeout();
		LettuceClientConfiguration client = LettuceClientConfiguration.builder()
			.commandTimeout(timeout)
			.shutdownTimeout(Duration.ZERO)
			.clientOptions(ClientOptions.builder()
				.socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
				.build())
			.build();
		LettuceConnectionFactory factory = new LettuceConnectionFactory(redis, client);
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

}
