package io.github.rollingops.sample.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rollingops.sample.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

class RedisServerTests {

	@ParameterizedTest
	@EnumSource
	void listensUntilClosed(RedisBinary binary) throws Exception {
		assumeThat(binary == RedisBinary.INSTALLED && RedisBinary.find() != binary)
			.as("there is no recent redis-server on the path")
			.isFalse();
		int port;
		try (RedisServer redis = RedisServer.start(binary)) {
			port = redis.port();
			connect(port);
		}
		assertThatIOException().isThrownBy(() -> connect(port));
	}

	@ParameterizedTest
	@EnumSource
	void keepsDataAcrossRestartIfTold(RedisBinary binary) throws Exception {
		assumeThat(binary == RedisBinary.INSTALLED && RedisBinary.find() != binary)
			.as("there is no recent redis-server on the path")
			.isFalse();
		try (RedisServer redis = RedisServer.start(binary)) {
			AtomicBoolean dead = new AtomicBoolean();
			redis.onDeath(() -> dead.set(true));
			assertThat(send(redis, "SET color blue")).isEqualTo("+OK");
			long first = redisOf(ProcessHandle.current()).pid();
			redis.restart(true);
			assertThat(redisOf(ProcessHandle.current()).pid()).isNotEqualTo(first);
			assertThat(send(redis, "EXISTS color")).isEqualTo(":1");
			redis.restart(false);
			assertThat(send(redis, "EXISTS color")).isEqualTo(":0");
			assertThat(redis.isRunning()).isTrue();
			assertThat(dead).isFalse();
		}
	}

	@Test
	void tellsWhenRedisDiesThatWasRestarted() throws Exception {
		try (RedisServer redis = RedisServer.start(RedisBinary.find())) {
			CountDownLatch dead = new CountDownLatch(1);
			redis.onDeath(dead::countDown);
			redis.restart(true);
			redisOf(ProcessHandle.current()).destroyForcibly();
			assertThat(dead.await(JavaProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(redis.isRunning()).isFalse();
		}
	}

	@Test
	void tellsWhenRedisDies() throws Exception {
		try (RedisServer redis = RedisServer.start(RedisBinary.find())) {
			CountDownLatch dead = new CountDownLatch(1);
			redis.onDeath(dead::countDown);
			redisOf(ProcessHandle.current()).destroyForcibly();
			assertThat(dead.await(JavaProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThatIOException().isThrownBy(() -> connect(redis.port()));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 2 })
	void endsWhenItsOwnerIsKilled(int restarts) throws Exception {
		try (JavaProcess owner = JavaProcess.start(Owner.class, String.valueOf(restarts))) {
			int port = Integer.parseInt(owner.readLine());
			List<ProcessHandle> started = owner.process().descendants().toList();
			assertThat(started).hasSizeGreaterThan(1);
			owner.process().destroyForcibly();
			JavaProcess.awaitEnd(started.toArray(ProcessHandle[]::new));
			assertThatIOException().isThrownBy(() -> connect(port));
		}
	}

	/**
	 * Return the first line of the answer.
	 */
	private static String send(RedisServer redis, String command) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
			socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
			return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
				.readLine();
		}
	}

	private static void connect(int port) throws IOException {
		new Socket(InetAddress.getLoopbackAddress(), port).close();
	}

	private static ProcessHandle redisOf(ProcessHandle owner) {
		return owner.descendants()
			.filter((process) -> process.info().command().orElse("").contains("redis"))
			.findFirst()
			.orElseThrow();
	}

	static class Owner {

		public static void main(String[] args) throws Exception {
			RedisServer redis = RedisServer.start(RedisBinary.find());
			for (int restart = 0; restart < Integer.parseInt(args[0]); restart++) {
				redis.restart(true);
			}
			System.out.println(redis.port());
			new CountDownLatch(1).await();
		}

	}

}
