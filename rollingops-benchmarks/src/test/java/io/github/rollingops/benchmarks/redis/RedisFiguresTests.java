package io.github.rollingops.benchmarks.redis;

import java.util.LinkedHashSet;
import java.util.Set;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedisFiguresTests {

	private static final String SCRIPT = "redis.call('SET', KEYS[1], '1') return redis.call('INCR', KEYS[1])";

	private OwnRedis redis;

	private RedisFigures figures;

	private RedisClient client;

	private RedisCommands<String, String> commands;

	private Set<String> addresses;

	@BeforeEach
	void connect() throws Exception {
		this.redis = OwnRedis.start();
		this.figures = new RedisFigures(this.redis.address());
		Set<String> before = this.figures.clients();
		this.client = RedisClient.create(this.redis.address().toString());
		this.commands = this.client.connect().sync();
		this.addresses = new LinkedHashSet<>(this.figures.clients());
		this.addresses.removeAll(before);
	}

	@AfterEach
	void close() throws Exception {
		this.client.shutdown();
		this.figures.close();
		this.redis.close();
	}

	@Test
	void commandsInsideScriptsAreCounted() {
		String digest = this.commands.scriptLoad(SCRIPT);
		long before = this.figures.commands();
		this.commands.evalsha(digest, ScriptOutputType.INTEGER, "key");
		assertThat(this.figures.commands() - before - 1).isEqualTo(3);
	}

	@Test
	void callsOfScriptsAreCountedWithTheirTime() {
		String digest = this.commands.scriptLoad(SCRIPT);
		RedisFigures.ScriptTime before = this.figures.scripts();
		this.commands.evalsha(digest, ScriptOutputType.INTEGER, "key");
		this.commands.evalsha(digest, ScriptOutputType.INTEGER, "key");
		assertThat(this.figures.scripts().since(before).calls()).isEqualTo(2);
		assertThat(new RedisFigures.ScriptTime(2, 30).microsOfACall()).isEqualTo(15);
	}

	@Test
	void callsOfAClientAreCountedWithoutThoseInsideScripts() throws Exception {
		assertThat(this.addresses).hasSize(1);
		String digest = this.commands.scriptLoad(SCRIPT);
		try (ClientCalls calls = new ClientCalls(this.redis.address())) {
			this.commands.evalsha(digest, ScriptOutputType.INTEGER, "key");
			this.commands.ping();
			this.commands.echo("last");
			Awaitility.await().untilAsserted(() -> assertThat(calls.from(this.addresses)).isEqualTo(3));
		}
	}

	@Test
	void bytesAreThoseOfTheKeysThatMatch() {
		this.commands.set("ours:1", "x".repeat(1000));
		long one = this.figures.bytes("ours:*");
		this.commands.set("theirs", "x".repeat(1000));
		assertThat(one).isGreaterThan(1000).isEqualTo(this.figures.bytes("ours:*"));
		this.figures.forgetAll();
		assertThat(this.figures.bytes("*")).isZero();
	}

}
