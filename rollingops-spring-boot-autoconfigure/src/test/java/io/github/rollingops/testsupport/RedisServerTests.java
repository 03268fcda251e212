package io.github.rollingops.testsupport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RedisServerTests {

	@Test
	void sharedRedisIsOneForAllAndNewEnough() {
		RedisServer redis = RedisServer.shared();
		assertThat(RedisServer.shared()).isSameAs(redis);
		assertThat(String.valueOf(redis.command("INFO", "server"))).containsPattern("redis_version:(6\\.2|[789]\\.)");
	}

	@Test
	void commandsAnswerWithTheTypesOfRedis() {
		RedisServer redis = RedisServer.shared();
		redis.command("DEL", "testsupport:list", "testsupport:none");
		assertThat(redis.command("RPUSH", "testsupport:list", "ä", "")).isEqualTo(2L);
		assertThat(redis.command("LRANGE", "testsupport:list", "0", "-1")).isEqualTo(List.of("ä", ""));
		assertThat(redis.command("GET", "testsupport:none")).isNull();
		assertThatIllegalStateException().isThrownBy(() -> redis.command("GET", "testsupport:list"))
			.withMessageContaining("WRONGTYPE");
	}

	@Test
	void durableRedisKeepsAcknowledgedWritesWhenKilled() {
		try (RedisProcess redis = RedisProcess.start(RedisProcess.DURABLE)) {
			redis.command("SET", "key", "value");
			redis.kill();
			assertThat(redis.isRunning()).isFalse();
			redis.restart();
			assertThat(redis.command("GET", "key")).isEqualTo("value");
		}
	}

	@Test
	void stoppedRedisHasTheTimeToSaveItsData() {
		try (RedisProcess redis = RedisProcess.start("save 3600 1")) {
			redis.command("SET", "key", "value");
			redis.stop();
			redis.restart();
			assertThat(redis.command("GET", "key")).isEqualTo("value");
		}
	}

	@Test
	void redisStartsEmptyAtTheSamePort() {
		try (RedisProcess redis = RedisProcess.start(RedisProcess.DURABLE)) {
			redis.command("SET", "key", "value");
			redis.kill();
			redis.restartEmpty();
			assertThat(redis.command("GET", "key")).isNull();
		}
	}

	@Test
	void pausedRedisDoesNotAnswerUntilItGoesOn() throws Exception {
		try (RedisProcess redis = RedisProcess.start()) {
			redis.pause();
			CompletableFuture<@Nullable Object> answer = CompletableFuture.supplyAsync(() -> redis.command("PING"));
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> answer.get(200, TimeUnit.MILLISECONDS));
			redis.resume();
			assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("PONG");
		}
	}

	@Test
	void redisEndsWithAJvmThatIsKilled(@TempDir Path leftBehind) {
		JavaCommand command = JavaCommand.of(RedisOwner.class)
			.withSystemProperty("java.io.tmpdir", leftBehind.toString());
		try (JavaProcess owner = JavaProcess.start(command)) {
			String line = owner.awaitLine((output) -> output.startsWith("pid "), Duration.ofSeconds(30));
			ProcessHandle redis = ProcessHandle.of(Long.parseLong(line.substring(4))).orElseThrow();
			owner.destroyForcibly();
			Awaitility.await().until(() -> !redis.isAlive());
			assertThat(redis.isAlive()).isFalse();
		}
	}

	/** Owns a Redis and does not care for it. */
	static final class RedisOwner {

		private RedisOwner() {
		}

		public static void main(String[] args) throws InterruptedException {
			RedisProcess redis = RedisProcess.start();
			redis.pause();
			System.out.println("pid " + redis.pid());
			Thread.currentThread().join();
		}

	}

}
