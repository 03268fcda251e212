package io.github.rollingops.databag.redis;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.github.rollingops.autoconfigure.StoreConnections;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.ManualClock;
import io.github.rollingops.databag.StoreUnderTest;
import io.github.rollingops.testsupport.RedisSentinel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract through failovers: of each subject one test loses its master in the middle
 * of its steps, after everything was replicated, and goes on with the replica.
 */
class RedisSentinelDatabagStoreTests extends RedisDatabagStoreTests {

	/** Enough for a group with a leader to exist. */
	private static final int STEPS_BEFORE = 2;

	private static final Set<Class<?>> failedOver = new HashSet<>();

	private static @Nullable RedisSentinel sentinel;

	private static @Nullable LettuceConnectionFactory connections;

	private Class<?> subject = Object.class;

	@BeforeAll
	static void start() {
		RedisSentinel started = RedisSentinel.start(1);
		sentinel = started;
		connections = StoreConnections.to(
				new RedisSentinelConfiguration(started.masterName(), Set.copyOf(started.addresses())),
				Duration.ofSeconds(5));
	}

	@AfterAll
	static void stop() {
		if (connections != null) {
			connections.destroy();
		}
		if (sentinel != null) {
			sentinel.close();
		}
		assertThat(failedOver).as("subjects that went through a failover").isNotEmpty();
	}

	@BeforeEach
	void noteSubject(TestInfo test) {
		this.subject = test.getTestClass().orElseThrow();
	}

	/** A databag is read alike wherever Redis keeps it. */
	@Override
	int mutations() {
		return 200;
	}

	@Override
	StoreUnderTest openStore() {
		LettuceConnectionFactory factory = connections;
		assertThat(factory).isNotNull();
		return new RedisStoreUnderTest(new ManualClock(), factory, this::failingOver);
	}

	private DatabagStore failingOver(DatabagStore store) {
		int[] steps = new int[1];
		return (DatabagStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { DatabagStore.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("subscribe")) {
						steps[0] = Integer.MIN_VALUE; // a failover may lose hints
					}
					if (steps[0]++ == STEPS_BEFORE && failedOver.add(this.subject)) {
						failOver();
					}
					try {
						return method.invoke(store, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private static void failOver() {
		RedisSentinel redis = sentinel;
		assertThat(redis).isNotNull();
		redis.awaitReplicated();
		redis.failover();
		redis.mend();
	}

}
