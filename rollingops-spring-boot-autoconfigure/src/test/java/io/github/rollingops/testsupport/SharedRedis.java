package io.github.rollingops.testsupport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Decides once which Redis serves the ordinary tests of this JVM, and says which and why.
 */
final class SharedRedis {

	// A registry that does not answer must not hold up a build that can do without it.
	private static final long DOCKER_SECONDS = 60;

	private static @Nullable RedisServer server;

	private static @Nullable RuntimeException refusal;

	private SharedRedis() {
	}

	static synchronized RedisServer require() {
		if (refusal != null) {
			throw refusal;
		}
		if (server == null) {
			try {
				server = choose();
			}
			catch (RuntimeException ex) {
				refusal = ex;
				throw ex;
			}
		}
		return server;
	}

	private static RedisServer choose() {
		RedisPreference preference = RedisPreference.get();
		String why = "asked for by rollingops.test.redis";
		if (preference == RedisPreference.ANY || preference == RedisPreference.CONTAINER) {
			try {
				return announced(inDocker(), "Docker has it");
			}
			catch (IllegalStateException ex) {
				if (preference == RedisPreference.CONTAINER) {
					throw ex;
				}
				why = ex.getMessage();
			}
		}
		return announced(RedisProcess.start(), why);
	}

	private static RedisServer announced(RedisServer server, @Nullable String why) {
		System.out.println("Redis for the tests: " + server + " (" + why + ")");
		return server;
	}

	private static RedisServer inDocker() {
		CompletableFuture<RedisInDocker> started = new CompletableFuture<>();
		DaemonThreads.start("redis-in-docker", () -> {
			try {
				started.complete(RedisInDocker.start());
			}
			catch (Throwable ex) {
				started.completeExceptionally(ex);
			}
		});
		try {
			return started.get(DOCKER_SECONDS, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			started.thenAccept(RedisInDocker::stop);
			throw new IllegalStateException("no container within " + DOCKER_SECONDS + " s", ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(String.valueOf(ex.getCause().getMessage()).strip(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while Docker was asked", ex);
		}
	}

}
