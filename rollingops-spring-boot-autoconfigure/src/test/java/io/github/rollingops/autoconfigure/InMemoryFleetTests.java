package io.github.rollingops.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.LockRequestResult;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.UnitSnapshot.Status;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import io.github.rollingops.engine.RollingOpsEngine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole applications in this JVM, with real threads and real time.
 */
class InMemoryFleetTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RollingOpsAutoConfiguration.class))
		.withPropertyValues("spring.application.name=orders", "rollingops.unit-name=a", "rollingops.store=in-memory",
				"rollingops.lease-duration=3s", "rollingops.renew-deadline=2s", "rollingops.heartbeat-interval=500ms",
				"rollingops.command-timeout=500ms")
		.withBean(Reload.class);

	@Test
	void runsAnnotatedMethodOnRequest() {
		this.runner.run((context) -> {
			RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
			LockRequestResult result = rollingOps.requestLock("reload", Map.of("force", true));
			OperationOutcome outcome = outcome(rollingOps, result);
			assertThat(outcome.dropped()).isNull();
			assertThat(context.getBean(Reload.class).forced).isEqualTo(1);
			assertThat(context.getBean(Reload.class).thread).startsWith("rollingops-callback-");
		});
	}

	@Test
	void worksAgainUnderNewBootIdAfterPause() {
		this.runner.run((context) -> {
			RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
			outcome(rollingOps, rollingOps.requestLock("reload", Map.of("force", true)));
			String bootId = rollingOps.state().bootId();
			ConfigurableApplicationContext application = context.getSourceApplicationContext();
			application.stop();
			assertThat(rollingOps.state().status()).isEqualTo(Status.NOT_READY);
			application.start();
			outcome(rollingOps, rollingOps.requestLock("reload", Map.of("force", true)));
			assertThat(rollingOps.state().bootId()).isNotEqualTo(bootId);
			assertThat(context.getBean(Reload.class).forced).isEqualTo(2);
		});
	}

	@Test
	void leavesTheGroupWhenTheContextIsClosed() {
		InMemoryDatabagStore store = new InMemoryDatabagStore();
		this.runner.withBean(DatabagStore.class, () -> store).run((context) -> {
			RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
			assertThat(rollingOps.state().status()).isEqualTo(Status.IDLE);
		});
		assertThat(store.databag("default", "a")).isNotNull()
			.satisfies((databag) -> assertThat(databag.live()).isFalse());
	}

	@Test
	void secondApplicationTakesItsTurn() {
		InMemoryDatabagStore store = new InMemoryDatabagStore();
		ApplicationContextRunner shared = this.runner.withBean(DatabagStore.class, () -> store);
		shared.run((first) -> shared.withPropertyValues("rollingops.unit-name=b").run((second) -> {
			RollingOpsService rollingOps = first.getBean(RollingOpsService.class);
			assertThat(rollingOps
				.requestLockOnAllUnits(io.github.rollingops.LockRequest.of("reload").withKwarg("force", true)))
				.extracting(LockRequestResult::unit)
				.containsExactly("a", "b");
			awaitForced(first, 1);
			awaitForced(second, 1);
		}));
	}

	private static void awaitForced(ApplicationContext context, int times) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(context.getBean(Reload.class).forced).isEqualTo(times));
	}

	private static OperationOutcome outcome(RollingOpsService rollingOps, LockRequestResult result) throws Exception {
		assertThat(result.operation()).isNotNull();
		return rollingOps.completion(result.operation().id()).get(20, TimeUnit.SECONDS);
	}

	static class Reload {

		volatile int forced;

		volatile String thread = "";

		@RollingOperation("reload")
		OperationResult reload(boolean force) {
			this.thread = Thread.currentThread().getName();
			if (force) {
				this.forced++;
			}
			return OperationResult.RELEASE;
		}

	}

}
