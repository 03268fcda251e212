package io.github.rollingops.action;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.retry.RetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A queue without a journal touches no Redis. Shown by what it loads: it runs where no
 * client of Redis can be loaded, and nothing of the store is loaded on its way. (That the
 * package opens no connection by itself is for the tests of the architecture.)
 */
class ActionQueueWithoutStoreTests {

	private final Set<String> loaded = new LinkedHashSet<>();

	@Test
	void executesRetriesAndRollsBackWithoutLoadingAnythingOfTheStore() throws Exception {
		assertThat(runAlone()).isEqualTo(List.of("STARTED one", "COMPLETED one", "STARTED two", "RETRIED two",
				"FAILED two", "ROLLED_BACK two", "ROLLED_BACK one"));
		assertThat(this.loaded).contains(ActionQueue.class.getName(), ActionValues.class.getName())
			.noneMatch((name) -> name.startsWith("io.github.rollingops.databag"))
			.noneMatch((name) -> name.matches("(?i).*(redis|lettuce|netty).*"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.lettuce.core.RedisClient", "org.springframework.data.redis.core.RedisTemplate" })
	void runsWhereNoClientIs(String client) throws Exception {
		assertThat(Class.forName(client)).isNotNull();
		try (URLClassLoader alone = alone()) {
			assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> alone.loadClass(client));
		}
	}

	private Object runAlone() throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader alone = alone()) {
			thread.setContextClassLoader(alone);
			return ((Callable<?>) alone.loadClass(Steps.class.getName()).getDeclaredConstructor().newInstance()).call();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	/**
	 * Return a class loader that knows this library, the few that a queue needs, and the
	 * JDK.
	 */
	private URLClassLoader alone() {
		URL[] classPath = Stream
			.of(Steps.class, ActionQueue.class, RetryPolicy.class, LogFactory.class, JsonMapper.class,
					JacksonException.class, JsonInclude.class)
			.map((type) -> type.getProtectionDomain().getCodeSource().getLocation())
			.toArray(URL[]::new);
		return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader()) {

			@Override
			protected Class<?> findClass(String name) throws ClassNotFoundException {
				Class<?> found = super.findClass(name);
				ActionQueueWithoutStoreTests.this.loaded.add(name);
				return found;
			}

		};
	}

	/**
	 * Two steps of which the second keeps a value and fails for good.
	 */
	public static final class Steps implements Callable<List<String>>, ContextAction {

		@Override
		public List<String> call() {
			List<String> events = new ArrayList<>();
			RetryPolicy once = RetryPolicy.builder().maxRetries(1).delay(Duration.ZERO).build();
			ActionQueue queue = new ActionQueue(ActionOptions.DEFAULT
				.withListeners(List.of((event) -> events.add(event.type() + " " + event.action()))));
			queue.add(Action.of("one", () -> {
			}, () -> {
			})).add(retrying(once, once));
			try {
				queue.run();
			}
			catch (Exception ex) {
				return events;
			}
			throw new IllegalStateException("It should have failed");
		}

		@Override
		public String name() {
			return "two";
		}

		@Override
		public void execute(ActionContext context) {
			context.values().put("attempt", context.attempt());
			throw new IllegalStateException("Fails for good");
		}

	}

}
