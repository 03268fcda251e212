package io.github.rollingops.databag.redis;

import java.util.List;

import io.github.rollingops.testsupport.RedisProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether Redis may throw away what the units agreed on.
 */
class EvictionCheckTests {

	private RedisProcess redis;

	private RedisGroup group;

	@BeforeEach
	void open() {
		this.redis = RedisProcess.start();
		this.group = new RedisGroup(this.redis, "eviction",
				new RedisStandaloneConfiguration(this.redis.host(), this.redis.port()));
	}

	@AfterEach
	void close() {
		this.group.close();
		this.redis.close();
	}

	@Test
	void warnsOfARedisThatMayEvict() {
		configure("100mb", "allkeys-lru");
		assertThat(warnings()).singleElement()
			.asString()
			.contains("'allkeys-lru'")
			.contains("maxmemory-policy")
			.contains("noeviction");
	}

	@Test
	void redisWithoutALimitEvictsNothing() {
		configure("0", "allkeys-lru");
		assertThat(warnings()).isEmpty();
	}

	@Test
	void redisThatRefusesWhenItIsFullEvictsNothing() {
		configure("100mb", "noeviction");
		assertThat(warnings()).isEmpty();
	}

	@Test
	void redisThatMayNotBeAskedIsNotSuspected() {
		configure("100mb", "allkeys-lru");
		this.redis.command("ACL", "SETUSER", "default", "-info");
		assertThat(warnings()).isEmpty();
	}

	private void configure(String limit, String policy) {
		this.redis.command("CONFIG", "SET", "maxmemory", limit);
		this.redis.command("CONFIG", "SET", "maxmemory-policy", policy);
	}

	private List<String> warnings() {
		return this.group.store().warnings();
	}

}
