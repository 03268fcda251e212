package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.autoconfigure.StoreConnections;
import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.chaos.Fact.What;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.redis.RedisDatabagStore;
import io.github.rollingops.engine.EngineThreads;
import io.github.rollingops.engine.GroupSettings;
import io.github.rollingops.engine.GroupSettings.Retries;
import io.github.rollingops.engine.RetryDelays;
import io.github.rollingops.engine.RollingOpsEngine;
import io.github.rollingops.testsupport.UnitControl;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Many units in one process, which beat and may lead, and run nothing: they come and go
 * as they are told.
 */
final class CrowdApplication {

	private static final String GROUP = FireSettings.GROUPS.get(0);

	private static final RetryDelays DELAYS = new RetryDelays(Duration.ofMillis(50), 2, Pace.LONGEST_RETRY_DELAY, 0.5);

	private static final GroupSettings SETTINGS = new GroupSettings(Pace.LEASE, Pace.RENEW_DEADLINE, Pace.HEARTBEAT,
			Pace.COMMAND_TIMEOUT, new Retries(DELAYS, DELAYS, 3, Duration.ofMinutes(30)),
			new GroupSettings.Limits(GroupSettings.DEFAULT.limits().maxQueueLength(),
					GroupSettings.DEFAULT.limits().maxKwargsBytes(), GroupSettings.DEFAULT.limits().departedRetention(),
					LaunchCommand.HISTORY_SIZE));

	private CrowdApplication() {
	}

	public static void main(String[] args) throws Exception {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
		FireSettings settings = FireSettings.of(environment);
		Diary diary = settings.diary();
		RedisStandaloneConfiguration redis = new RedisStandaloneConfiguration(
				environment.getRequiredProperty("spring.data.redis.host"),
				environment.getRequiredProperty("spring.data.redis.port", Integer.class));
		redis.setUsername(environment.getRequiredProperty("spring.data.redis.username"));
		redis.setPassword(environment.getRequiredProperty("spring.data.redis.password"));
		LettuceConnectionFactory connections = StoreConnections.to(redis, Pace.COMMAND_TIMEOUT);
		RedisDatabagStore store = new RedisDatabagStore(connections, new RedisDatabagStore.Settings(
				environment.getRequiredProperty("rollingops.namespace"), "rollingops", Pace.COMMAND_TIMEOUT));
		Crowd crowd = new Crowd(engines(store, diary));
		int port = UnitControl.listen((command, word) -> {
			switch (command) {
				case "grow" -> crowd.grow(Integer.parseInt(word));
				case "shrink" -> crowd.shrink(Integer.parseInt(word));
				case "on", "off" -> {
				}
				default -> throw new IllegalArgumentException(command);
			}
			return "done";
		});
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			crowd.shrink(Integer.MAX_VALUE);
			store.close();
			connections.destroy();
			System.out.println(FireApplication.LEFT_THREADS);
		}));
		Pulse.of(settings.life(), () -> {
		}, diary.log()::write);
		diary.note(What.READY, "", settings.unit(), "", 0, "");
		System.out.println(FireApplication.CONTROL + port);
		Thread.currentThread().join();
	}

	private static Crowd.Engines engines(DatabagStore store, Diary diary) {
		Executor work = Executors.newCachedThreadPool();
		EngineThreads threads = new EngineThreads(scheduler(), work, scheduler(),
				new SimpleAsyncTaskExecutor("callback-"), Executors.newSingleThreadExecutor(), System::nanoTime);
		CallbackRegistry registry = CallbackRegistry
			.of(new RollingOperationRegistration(GROUP, "nobody-asks", (context) -> OperationResult.RELEASE));
		return (unit) -> new RollingOpsEngine(unit, store, registry, (group) -> SETTINGS, threads,
				(event) -> EventFacts.note(diary, event));
	}

	private static ThreadPoolTaskScheduler scheduler() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.initialize();
		return scheduler;
	}

}
