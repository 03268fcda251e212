package io.github.rollingops.testsupport;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedisSentinelTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void failoverMakesTheReplicaTheMasterThatClientsFind(int sentinels) {
		try (RedisSentinel sentinel = RedisSentinel.start(sentinels)) {
			sentinel.master().command("SET", "key", "before");
			sentinel.awaitReplicated();
			sentinel.failover();
			String[] address = sentinel.addresses().get(0).split(":");
			RedisURI uri = RedisURI.Builder.sentinel(address[0], Integer.parseInt(address[1]), sentinel.masterName())
				.build();
			try (RedisClient client = RedisClient.create(uri);
					StatefulRedisConnection<String, String> connection = client.connect()) {
				assertThat(connection.sync().getset("key", "after")).isEqualTo("before");
			}
			assertThat(sentinel.master().command("GET", "key")).isEqualTo("after");
			sentinel.mend();
			sentinel.failover();
			assertThat(sentinel.master().command("GET", "key")).isEqualTo("after");
		}
	}

}
