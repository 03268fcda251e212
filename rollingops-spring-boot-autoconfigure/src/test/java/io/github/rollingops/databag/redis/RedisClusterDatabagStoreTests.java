package io.github.rollingops.databag.redis;

import io.github.rollingops.databag.ManualClock;
import io.github.rollingops.databag.StoreUnderTest;
import io.github.rollingops.testsupport.RedisCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract on a Cluster of three nodes.
 */
class RedisClusterDatabagStoreTests extends RedisDatabagStoreTests {

	private static @Nullable RedisCluster cluster;

	private static @Nullable LettuceConnectionFactory clusterConnections;

	@BeforeAll
	static void start() {
		RedisCluster started = RedisCluster.start();
		cluster = started;
		LettuceConnectionFactory factory = new LettuceConnectionFactory(
				new RedisClusterConfiguration(started.addresses()));
		factory.afterPropertiesSet();
		factory.start();
		clusterConnections = factory;
	}

	@AfterAll
	static void stop() {
		if (clusterConnections != null) {
			clusterConnections.destroy();
		}
		if (cluster != null) {
			cluster.close();
		}
	}

	/** A databag is read alike wherever Redis keeps it. */
	@Override
	int mutations() {
		return 200;
	}

	@Override
	StoreUnderTest openStore() {
		LettuceConnectionFactory factory = clusterConnections;
		assertThat(factory).isNotNull();
		return new RedisStoreUnderTest(new ManualClock(), factory);
	}

}
