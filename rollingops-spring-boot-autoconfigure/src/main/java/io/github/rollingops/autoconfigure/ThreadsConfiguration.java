package io.github.rollingops.autoconfigure;

import java.util.concurrent.Executor;

import io.github.rollingops.engine.EngineThreads;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Threads of our own, so that no job of the application can hold up a heartbeat. None of
 * them is a default candidate, so that the application's own executors stay the only
 * ones; each is replaced by a bean of its name.
 * <p>
 * All but the callbacks stay on platform threads: a callback that pins its carrier must
 * not stop the heartbeats of its unit.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRollingOps
class ThreadsConfiguration {

	private static final int IDLE_SECONDS = 10;

	/**
	 * Not a daemon, as Boot's own is not: a unit with no other threads of its own goes on
	 * after {@code main} has returned. An application without groups gets no thread.
	 */
	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "rollingOpsTaskScheduler")
	ThreadPoolTaskScheduler rollingOpsTaskScheduler() {
		return scheduler("rollingops-scheduler-");
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "rollingOpsWatchdogScheduler")
	ThreadPoolTaskScheduler rollingOpsWatchdogScheduler() {
		ThreadPoolTaskScheduler scheduler = scheduler("rollingops-watchdog-");
		scheduler.setDaemon(true);
		return scheduler;
	}

	/**
	 * As many threads as there are steps on their way: a group whose part of the store
	 * does not answer must not hold up the others. A group has one step on its way at
	 * most.
	 */
	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "rollingOpsWorkExecutor")
	ThreadPoolTaskExecutor rollingOpsWorkExecutor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(0);
		executor.setQueueCapacity(0);
		return daemon(executor, "rollingops-work-");
	}

	/**
	 * One thread, so that events keep their order.
	 */
	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "rollingOpsEventExecutor")
	ThreadPoolTaskExecutor rollingOpsEventExecutor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(1);
		executor.setMaxPoolSize(1);
		executor.setAllowCoreThreadTimeOut(true);
		// What happened during the stop is told as well, if the listeners take it.
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.setAwaitTerminationSeconds(2);
		return daemon(executor, "rollingops-events-");
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "rollingOpsCallbackExecutor")
	SimpleAsyncTaskExecutor rollingOpsCallbackExecutor(Environment environment) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("rollingops-callback-");
		executor.setVirtualThreads(Threading.VIRTUAL.isActive(environment));
		// One that ignores its interruption must not keep the process from ending.
		executor.setDaemon(true);
		return executor;
	}

	@Bean
	@ConditionalOnMissingBean
	EngineThreads rollingOpsThreads(@Qualifier("rollingOpsTaskScheduler") TaskScheduler scheduler,
			@Qualifier("rollingOpsWorkExecutor") Executor work,
			@Qualifier("rollingOpsWatchdogScheduler") TaskScheduler watchdog,
			@Qualifier("rollingOpsCallbackExecutor") Executor callbacks,
			@Qualifier("rollingOpsEventExecutor") Executor events) {
		return new EngineThreads(scheduler, work, watchdog, callbacks, events, System::nanoTime);
	}

	private static ThreadPoolTaskScheduler scheduler(String threadNamePrefix) {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setRemoveOnCancelPolicy(true);
		return stoppedLast(scheduler, threadNamePrefix);
	}

	private static ThreadPoolTaskExecutor daemon(ThreadPoolTaskExecutor executor, String threadNamePrefix) {
		executor.setKeepAliveSeconds(IDLE_SECONDS);
		executor.setDaemon(true);
		return stoppedLast(executor, threadNamePrefix);
	}

	/**
	 * Without this they would take no more tasks as soon as the context begins to close,
	 * when the engine has yet to leave its groups.
	 */
	private static <T extends ExecutorConfigurationSupport> T stoppedLast(T executor, String threadNamePrefix) {
		executor.setThreadNamePrefix(threadNamePrefix);
		executor.setAcceptTasksAfterContextClose(true);
		return executor;
	}

}
