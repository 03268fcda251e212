package io.github.rollingops.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.rollingops.LockRequestResult;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.testsupport.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left of a fleet when all of its units have been stopped.
 */
class NothingLeftTests {

	private static final Duration MONTH = Duration.ofDays(30);

	private final RedisProcess redis = RedisProcess.start();

	@AfterEach
	void close() {
		this.redis.close();
	}

	@Test
	void stoppedUnitsLeaveNoThreadsNoConnectionsAndKeysThatExpire() throws Exception {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		takeTurnsAndStop();
		await(() -> threadsSince(before).isEmpty());
		await(() -> connections().isEmpty());
		Set<String> keys = keys();
		assertThat(keys).allSatisfy((key) -> {
			assertThat(key).startsWith("rollingops:{left:default}:");
			assertThat((Long) this.redis.command("TTL", key)).as("TTL of " + key).isBetween(1L, MONTH.toSeconds());
		});
		takeTurnsAndStop();
		assertThat(keys()).isEqualTo(keys);
	}

	private void takeTurnsAndStop() throws Exception {
		List<ConfigurableApplicationContext> contexts = new ArrayList<>();
		for (String unit : List.of("a", "b", "c")) {
			contexts.add(start(unit));
		}
		for (ConfigurableApplicationContext context : contexts) {
			RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
			await(() -> joined(rollingOps));
			LockRequestResult result = rollingOps.requestLock("turn");
			rollingOps.completion(Objects.requireNonNull(result.operation()).id()).get(20, TimeUnit.SECONDS);
		}
		assertThat(connections()).isNotEmpty();
		contexts.forEach(ConfigurableApplicationContext::close);
	}

	private ConfigurableApplicationContext start(String unit) {
		return new SpringApplicationBuilder(TakesTurns.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run("--spring.application.name=left", "--rollingops.unit-name=" + unit,
					"--spring.data.redis.port=" + this.redis.port(), "--spring.main.banner-mode=off");
	}

	private static boolean joined(RollingOpsService rollingOps) {
		try {
			return rollingOps.snapshot().leader() != null;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static Set<String> threadsSince(Set<Thread> before) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !before.contains(thread))
			.map(Thread::getName)
			.filter((name) -> name.startsWith("rollingops") || name.startsWith("lettuce"))
			.collect(Collectors.toSet());
	}

	/** Without the one that asks. */
	private List<String> connections() {
		return String.valueOf(this.redis.command("CLIENT", "LIST"))
			.lines()
			.filter((line) -> !line.contains("cmd=client"))
			.toList();
	}

	private Set<String> keys() {
		return ((List<?>) Objects.requireNonNull(this.redis.command("KEYS", "*"))).stream()
			.map(String::valueOf)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).until(condition);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TakesTurns {

		@Bean
		RollingOperationRegistration turn() {
			return new RollingOperationRegistration("default", "turn", (context) -> OperationResult.RELEASE);
		}

	}

}
