package io.github.rollingops.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.UnitSnapshot.Status;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import io.github.rollingops.event.RollingOpsEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

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

	@ParameterizedTest
	@EnumSource
	void worksAgainUnderNewBootIdAfterPause(Pause pause) {
		this.runner.run((context) -> {
			RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
			outcome(rollingOps, rollingOps.requestLock("reload", Map.of("force", true)));
			String bootId = rollingOps.state().bootId();
			pause.begin.accept(context.getSourceApplicationContext());
			assertThat(rollingOps.state().status()).isEqualTo(Status.NOT_READY);
			pause.end.accept(context.getSourceApplicationContext());
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
	void letsTheCallbackEndWhenTheContextIsClosed() throws Exception {
		InMemoryDatabagStore store = new InMemoryDatabagStore();
		CountDownLatch mayEnd = new CountDownLatch(1);
		CompletableFuture<Void> closed = new CompletableFuture<>();
		this.runner.withBean(DatabagStore.class, () -> store)
			.withBean(Slow.class, () -> new Slow(mayEnd))
			.run((context) -> {
				context.getBean(RollingOpsService.class).requestLock("slow");
				assertThat(context.getBean(Slow.class).started.await(20, TimeUnit.SECONDS)).isTrue();
				new Thread(() -> {
					context.getSourceApplicationContext().close();
					closed.complete(null);
				}).start();
				Awaitility.await().until(() -> databag(store).draining());
				assertThat(closed).isNotDone();
				mayEnd.countDown();
				closed.get(20, TimeUnit.SECONDS);
			});
		assertThat(databag(store).live()).isFalse();
		assertThat(databag(store).queue().isEmpty()).isTrue();
	}

	@Test
	void takesPartWhereBeansAreLazy() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
				assertThat(rollingOps.state().status()).isEqualTo(Status.IDLE);
				assertThat(outcome(rollingOps, rollingOps.requestLock("reload", Map.of("force", true))).dropped())
					.isNull();
			});
	}

	@Test
	void publishesEventsInOrderOnTheirOwnThread() {
		this.runner.withBean(Listener.class).run((context) -> {
			RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
			outcome(rollingOps, rollingOps.requestLock("reload", Map.of("force", true)));
			Listener listener = context.getBean(Listener.class);
			Awaitility.await().until(() -> listener.events.contains("OperationCompletedEvent"));
			assertThat(listener.events).containsSubsequence("UnitJoinedEvent", "RollingOpsLockGrantedEvent",
					"OperationStartedEvent", "OperationCompletedEvent");
			assertThat(listener.threads).allMatch((name) -> name.startsWith("rollingops-events-"));
		});
	}

	@Test
	void tellsOfItsLeave() {
		List<String> events = new CopyOnWriteArrayList<>();
		this.runner.withBean(Listener.class, () -> new Listener(events))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(events).endsWith("UnitLeftEvent");
	}

	@Test
	void secondApplicationTakesItsTurn() {
		InMemoryDatabagStore store = new InMemoryDatabagStore();
		ApplicationContextRunner shared = this.runner.withBean(DatabagStore.class, () -> store);
		shared.run((first) -> shared.withPropertyValues("rollingops.unit-name=b").run((second) -> {
			RollingOpsService rollingOps = first.getBean(RollingOpsService.class);
			assertThat(rollingOps.requestLockOnAllUnits(LockRequest.of("reload").withKwarg("force", true)))
				.extracting(LockRequestResult::unit)
				.containsExactly("a", "b");
			awaitForced(first, 1);
			awaitForced(second, 1);
		}));
	}

	private static UnitDatabag databag(DatabagStore store) {
		return Objects.requireNonNull(store.databag("default", "a"));
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

	static class Slow {

		private final CountDownLatch started = new CountDownLatch(1);

		private final CountDownLatch mayEnd;

		Slow(CountDownLatch mayEnd) {
			this.mayEnd = mayEnd;
		}

		@RollingOperation("slow")
		void run() throws InterruptedException {
			this.started.countDown();
			this.mayEnd.await();
		}

	}

	static class Listener {

		private final List<String> events;

		private final List<String> threads = new CopyOnWriteArrayList<>();

		Listener() {
			this(new CopyOnWriteArrayList<>());
		}

		Listener(List<String> events) {
			this.events = events;
		}

		@EventListener
		void heard(RollingOpsEvent event) {
			this.threads.add(Thread.currentThread().getName());
			this.events.add(event.getClass().getSimpleName());
		}

	}

	enum Pause {

		STOP_AND_START(ConfigurableApplicationContext::stop, ConfigurableApplicationContext::start),

		PAUSE_AND_RESTART(ConfigurableApplicationContext::pause, ConfigurableApplicationContext::restart);

		private final Consumer<ConfigurableApplicationContext> begin;

		private final Consumer<ConfigurableApplicationContext> end;

		Pause(Consumer<ConfigurableApplicationContext> begin, Consumer<ConfigurableApplicationContext> end) {
			this.begin = begin;
			this.end = end;
		}

	}

}
