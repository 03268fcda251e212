package io.github.rollingops.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.lettuce.core.resource.ClientResources;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The store's connections as an application has them, for tests without one.
 */
public final class StoreConnections {

	/** For all tests of this JVM, since they take their time to shut down. */
	private static final ClientResources RESOURCES = StoreClientResources.like(null);

	private StoreConnections() {
	}

	/** Answers connections that have been started; they end with {@code destroy()}. */
	public static LettuceConnectionFactory to(RedisConfiguration place, Duration commandTimeout) {
		@SuppressWarnings("resource")
		StoreClient client = new StoreClient(commandTimeout, new DataRedisProperties(), RESOURCES, List.of(),
				List.of());
		LettuceConnectionFactory factory = new LettuceConnectionFactory(place, client.configuration(null, place));
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

}
