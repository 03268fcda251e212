package io.github.rollingops.autoconfigure;

import java.util.List;
import java.util.concurrent.Executor;

import io.github.rollingops.Explanation;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.callback.RollingOperationScanner;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import io.github.rollingops.engine.EngineThreads;
import io.github.rollingops.engine.GroupSettings;
import io.github.rollingops.engine.RollingOpsEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import tools.jackson.databind.ObjectMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which beans there are, and which make way.
 */
class RollingOpsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
				TaskSchedulingAutoConfiguration.class, RollingOpsAutoConfiguration.class))
		.withPropertyValues("spring.application.name=orders", "rollingops.unit-name=a", "rollingops.store=in-memory");

	@Test
	void isFoundByTheApplication() {
		assertThat(ImportCandidates.load(org.springframework.boot.autoconfigure.AutoConfiguration.class,
				getClass().getClassLoader()))
			.contains(RollingOpsAutoConfiguration.class.getName());
	}

	@Test
	void configuresServiceEngineAndStore() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(RollingOpsService.class)
			.hasSingleBean(RollingOpsEngine.class)
			.hasSingleBean(CallbackRegistry.class)
			.hasSingleBean(RollingOperationScanner.class)
			.getBean(DatabagStore.class)
			.isInstanceOf(InMemoryDatabagStore.class));
	}

	@Test
	void knowsGroupsOfAnnotationsRegistrationsAndProperties() {
		this.runner.withBean(Annotated.class)
			.withBean(RollingOperationRegistration.class,
					() -> new RollingOperationRegistration("registered", "reload", (run) -> OperationResult.RELEASE))
			.withPropertyValues("rollingops.groups.configured.max-queue-length=5")
			.run((context) -> {
				assertThat(context.getBean(CallbackRegistry.class).groups()).containsExactly("annotated", "configured",
						"registered");
				assertThat(context.getBean(RollingOpsService.class).group("configured").name()).isEqualTo("configured");
			});
	}

	@Test
	void refusesEverythingWhenSwitchedOff() {
		this.runner.withPropertyValues("rollingops.enabled=false").withBean(Annotated.class).run((context) -> {
			assertThat(context).doesNotHaveBean(RollingOpsEngine.class).doesNotHaveBean(DatabagStore.class);
			RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
			assertThatExceptionOfType(RollingOpsNoRelationException.class)
				.isThrownBy(() -> rollingOps.requestLock("reload"))
				.withMessageContaining("switched off")
				.withMessageContaining("rollingops.enabled")
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.NOT_STARTED));
			assertThatExceptionOfType(RollingOpsNoRelationException.class)
				.isThrownBy(() -> rollingOps.group("other").snapshot())
				.withMessageContaining("'other'");
			assertThat(rollingOps.explain("a").kind()).isEqualTo(Explanation.Kind.NOT_JOINED);
			assertThat(rollingOps.explainOperation("id").description()).contains("rollingops.enabled");
		});
	}

	@Test
	void needsNoNamespaceWhenSwitchedOff() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(RollingOpsAutoConfiguration.class))
			.withPropertyValues("rollingops.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void storeMakesWay() {
		InMemoryDatabagStore store = new InMemoryDatabagStore();
		this.runner.withBean(DatabagStore.class, () -> store)
			.run((context) -> assertThat(context).getBean(DatabagStore.class).isSameAs(store));
	}

	@Test
	void storeOfTheApplicationStandsInForRedis() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(RollingOpsAutoConfiguration.class))
			.withPropertyValues("spring.application.name=orders")
			.withBean(DatabagStore.class, InMemoryDatabagStore::new)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(DatabagStore.class));
	}

	@Test
	void serviceMakesWay() {
		RollingOpsService service = new SwitchedOffService("mine");
		this.runner.withBean(RollingOpsService.class, () -> service)
			.run((context) -> assertThat(context).getBean(RollingOpsService.class).isSameAs(service));
	}

	@Test
	void serviceMakesWayWhenSwitchedOff() {
		RollingOpsService service = new SwitchedOffService("mine");
		this.runner.withPropertyValues("rollingops.enabled=false")
			.withBean(RollingOpsService.class, () -> service)
			.run((context) -> assertThat(context).getBean(RollingOpsService.class).isSameAs(service));
	}

	@Test
	void registryMakesWayForOneThatIsFilled() {
		CallbackRegistry registry = CallbackRegistry
			.of(new RollingOperationRegistration("default", "mine", (run) -> OperationResult.RELEASE));
		this.runner.withBean(CallbackRegistry.class, () -> registry).withBean(Annotated.class).run((context) -> {
			assertThat(context).hasNotFailed().getBean(CallbackRegistry.class).isSameAs(registry);
			assertThat(registry.groups()).containsExactly("default");
		});
	}

	@Test
	void registryMakesWayForOneThatIsToBeFilled() {
		this.runner.withBean(CallbackRegistry.class, () -> new CallbackRegistry(List.of("mine")))
			.withBean(Annotated.class)
			.run((context) -> assertThat(context.getBean(CallbackRegistry.class).groups()).containsExactly("annotated",
					"mine"));
	}

	@Test
	void engineMakesWay() {
		this.runner.withBean("mine", RollingOpsEngine.class, RollingOpsAutoConfigurationTests::engine)
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean(RollingOpsEngine.class)
				.isSameAs(context.getBean("mine")));
	}

	@Test
	void threadsMakeWayByTheirNames() {
		Executor mine = new SyncTaskExecutor();
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		this.runner.withBean("rollingOpsTaskScheduler", TaskScheduler.class, () -> scheduler)
			.withBean("rollingOpsWatchdogScheduler", TaskScheduler.class, () -> scheduler)
			.withBean("rollingOpsWorkExecutor", Executor.class, () -> mine)
			.withBean("rollingOpsCallbackExecutor", Executor.class, () -> mine)
			.withBean("rollingOpsEventExecutor", Executor.class, () -> mine)
			.run((context) -> {
				EngineThreads threads = context.getBean(EngineThreads.class);
				assertThat(List.of(threads.scheduler(), threads.watchdog())).containsOnly(scheduler);
				assertThat(List.of(threads.work(), threads.callbacks(), threads.events())).containsOnly(mine);
			});
	}

	@Test
	void applicationKeepsItsOwnExecutor() {
		this.runner.run((context) -> assertThat(context.getBean(AsyncTaskExecutor.class))
			.isSameAs(context.getBean("applicationTaskExecutor")));
	}

	@Test
	void applicationKeepsItsOwnScheduler() {
		this.runner.withUserConfiguration(Scheduling.class)
			.run((context) -> assertThat(context.getBean(TaskScheduler.class))
				.isSameAs(context.getBean("taskScheduler"))
				.isNotIn(context.getBean(EngineThreads.class).scheduler(),
						context.getBean(EngineThreads.class).watchdog()));
	}

	@Test
	void applicationKeepsTheSchedulerThatItDefines() {
		ThreadPoolTaskScheduler mine = new ThreadPoolTaskScheduler();
		this.runner.withBean("mine", TaskScheduler.class, () -> mine)
			.run((context) -> assertThat(context.getBean(TaskScheduler.class)).isSameAs(mine));
	}

	@Test
	void bringsNoJsonMapper() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ObjectMapper.class));
	}

	@Test
	void runsCallbacksOnPlatformThreads() {
		this.runner.run((context) -> assertThat(isVirtual(context)).isFalse());
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before Java 21")
	void runsCallbacksOnVirtualThreadsWhereTheApplicationHasThem() {
		this.runner.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(isVirtual(context)).isTrue());
	}

	@Test
	void keepsTheProcessAliveAsPartOfAGroup() {
		this.runner.withBean(Annotated.class).run((context) -> {
			ThreadPoolTaskScheduler scheduler = context.getBean("rollingOpsTaskScheduler",
					ThreadPoolTaskScheduler.class);
			assertThat(scheduler.getPoolSize()).isEqualTo(1);
			assertThat(scheduler.isDaemon()).isFalse();
		});
	}

	@Test
	void keepsNoProcessAliveWithoutGroups() {
		this.runner.run((context) -> assertThat(
				context.getBean("rollingOpsTaskScheduler", ThreadPoolTaskScheduler.class).getPoolSize())
			.isZero());
	}

	@Test
	void costsFewThreadsWhileIdle() {
		this.runner.withBean(Annotated.class)
			.run((context) -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.filteredOn((name) -> name.startsWith("rollingops-"))
				.hasSizeLessThanOrEqualTo(4));
	}

	private static boolean isVirtual(ApplicationContext context) throws Exception {
		SimpleAsyncTaskExecutor executor = context.getBean("rollingOpsCallbackExecutor", SimpleAsyncTaskExecutor.class);
		Thread thread = executor.submit(Thread::currentThread).get();
		assertThat(thread.getName()).startsWith("rollingops-callback-");
		assertThat(thread.isDaemon()).isTrue();
		return thread.getThreadGroup() != null && "VirtualThreads".equals(thread.getThreadGroup().getName())
				|| thread.getClass().getSimpleName().contains("Virtual");
	}

	private static RollingOpsEngine engine() {
		SyncTaskExecutor executor = new SyncTaskExecutor();
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		return new RollingOpsEngine("mine", new InMemoryDatabagStore(), CallbackRegistry.of(),
				(group) -> GroupSettings.DEFAULT,
				new EngineThreads(scheduler, executor, scheduler, executor, executor, System::nanoTime), (event) -> {
				});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

	}

	static class Annotated {

		@RollingOperation(value = "reload", group = "annotated")
		void reload() {
		}

	}

}
