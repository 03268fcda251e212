package io.github.rollingops.testsupport;

import org.jspecify.annotations.Nullable;

/**
 * A real standalone Redis. {@link #shared()} is for every test that only needs a store
 * and keeps apart from the others by a namespace of its own; a test that stops, kills or
 * empties its Redis starts a {@link RedisProcess}.
 */
public sealed interface RedisServer permits RedisProcess, RedisInDocker {

	/**
	 * The one Redis of this JVM: a container where Docker answers and has the image, else
	 * a process. It is never flushed and ends with the JVM. Aborts the calling test where
	 * there is none.
	 */
	static RedisServer shared() {
		return SharedRedis.require();
	}

	String host();

	int port();

	boolean isContainer();

	/**
	 * Sends one command on a connection of its own and answers a {@code String}, a
	 * {@code Long}, a list of these, or {@code null}.
	 * @throws IllegalStateException if Redis answers with an error
	 * @throws java.io.UncheckedIOException if it cannot be reached or does not answer in
	 * 5 s
	 */
	default @Nullable Object command(String... command) {
		return RespClient.command(host(), port(), command);
	}

}
