package io.github.rollingops.sample.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

	@Test
	void endsWhenItsOwnerIsKilled() throws Exception {
		try (JavaProcess owner = JavaProcess.start(Owner.class)) {
			int port = Integer.parseInt(owner.readLine());
			List<ProcessHandle> started = owner.process().descendants().toList();
			assertThat(started).hasSizeGreaterThan(1);
			owner.process().destroyForcibly();
			JavaProcess.awaitEnd(started.toArray(ProcessHandle[]::new));
			assertThatIOException().isThrownBy(() -> connect(port));
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
			System.out.println(RedisServer.start(RedisBinary.find()).port());
			new CountDownLatch(1).await();
		}

	}

}
