package io.github.rollingops.autoconfigure;

import io.github.rollingops.databag.DatabagStore;

import org.springframework.util.ClassUtils;

/**
 * Says why there is no store, and how to come by one.
 */
final class MissingStore {

	private static final String LETTUCE = "io.lettuce.core.RedisClient";

	private static final String SPRING_DATA = "org.springframework.data.redis.connection.RedisConnectionFactory";

	private static final String BOOT = "org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails";

	private static final String OTHERWISE = ", or set 'rollingops.store' to 'in-memory'"
			+ " if no other instance is to take turns with this one, as in a test.";

	private MissingStore() {
	}

	static DatabagStore fail() {
		for (String needed : new String[] { SPRING_DATA, LETTUCE, BOOT }) {
			if (!ClassUtils.isPresent(needed, null)) {
				throw new RollingOpsConfigurationException(
						"'rollingops.store' is 'redis', but " + needed + " is not on the class path.",
						"Add spring-boot-starter-data-redis, which comes with Lettuce" + OTHERWISE, null);
			}
		}
		throw new RollingOpsConfigurationException(
				"'rollingops.store' is 'redis', but no bean tells where Redis is (DataRedisConnectionDetails).",
				"Do not exclude DataRedisAutoConfiguration, or define such a bean" + OTHERWISE, null);
	}

}
