package io.github.rollingops.benchmarks.redis;

import java.time.Duration;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DelayingProxyTests {

	@Test
	void whatPassesIsWhatWasSent() throws Exception {
		try (OwnRedis redis = OwnRedis.start();
				DelayingProxy proxy = new DelayingProxy(redis.address(), Duration.ofMillis(1))) {
			RedisClient client = RedisClient.create(proxy.address().toString());
			RedisCommands<String, String> commands = client.connect().sync();
			String text = "x".repeat(100_000);
			commands.set("key", text);
			assertThat(commands.get("key")).isEqualTo(text);
			client.shutdown();
		}
	}

}
