package io.github.rollingops.databag.redis;

import java.util.List;
import java.util.Properties;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Asks Redis whether it may evict keys, which no step can bring back. To be allowed to
 * ask is a favour: where it is denied nothing is known.
 */
final class EvictionCheck {

	private static final Logger logger = LoggerFactory.getLogger(EvictionCheck.class);

	private static final String LIMIT = "maxmemory";

	private static final String POLICY = "maxmemory_policy";

	private final RedisConnectionFactory connectionFactory;

	EvictionCheck(RedisConnectionFactory connectionFactory) {
		this.connectionFactory = connectionFactory;
	}

	List<String> warnings() {
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			Properties memory = connection.serverCommands().info("memory");
			return (memory != null) ? warnings(memory) : List.of();
		}
		catch (RuntimeException ex) {
			logger.debug("Redis does not say whether it may evict keys", ex);
			return List.of();
		}
	}

	/**
	 * In a Cluster the names of the properties begin with that of a node.
	 */
	private static List<String> warnings(Properties memory) {
		return memory.stringPropertyNames()
			.stream()
			.filter((name) -> name.equals(POLICY) || name.endsWith("." + POLICY))
			.sorted()
			.filter((name) -> mayEvict(memory, name.substring(0, name.length() - POLICY.length())))
			.map((name) -> "Redis may evict keys: " + name + " is '" + memory.getProperty(name)
					+ "' while maxmemory is set; set maxmemory-policy to noeviction")
			.toList();
	}

	private static boolean mayEvict(Properties memory, String node) {
		return !memory.getProperty(node + LIMIT, "0").equals("0")
				&& !memory.getProperty(node + POLICY).equals("noeviction");
	}

}
