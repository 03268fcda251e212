package io.github.rollingops.fleet;

import io.github.rollingops.autoconfigure.StoreConnections;
import io.github.rollingops.testsupport.FaultyProxy;
import io.github.rollingops.testsupport.LeastUser;
import io.github.rollingops.testsupport.RedisServer;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration.WithAuthentication;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
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

	/** As the user that is allowed what the documentation says, and nothing else. */
	static <T extends RedisConfiguration & WithAuthentication> LettuceConnectionFactory to(T redis) {
		return StoreConnections.to(LeastUser.in(redis), EngineFleet.SETTINGS.commandTimeout());
	}

}
