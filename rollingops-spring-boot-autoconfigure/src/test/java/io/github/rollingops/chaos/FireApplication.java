package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.rollingops.RollingOpsService;
import io.github.rollingops.autoconfigure.RollingOpsAutoConfiguration;
import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.chaos.Fact.What;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.event.OperationStartedEvent;
import io.github.rollingops.event.RollingOpsEvent;
import io.github.rollingops.testsupport.UnitControl;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/**
 * A unit of the fleet under fire. It requests operations, runs them, and writes down what
 * happens to it; only the auto-configurations that it needs, since it is started often.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DataRedisAutoConfiguration.class, RollingOpsAutoConfiguration.class })
class FireApplication {

	static final int DEADLY_STATUS = 3;

	static final int HALTED_STATUS = 7;

	static final String CONTROL = "CONTROL ";

	static final String LEFT_THREADS = "LEFT-THREADS ";

	private final Diary diary;

	private final FireSettings settings;

	private volatile @Nullable Requests requests;

	FireApplication(Environment environment) {
		this.settings = FireSettings.of(environment);
		this.diary = this.settings.diary();
	}

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(FireApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		SpringApplication.getShutdownHandlers().add(() -> System.out.println(LEFT_THREADS + threadsLeft()));
		ConfigurableApplicationContext context = application.run(args);
		if (context.getEnvironment().containsProperty("fire.train")) {
			context.close();
		}
	}

	@Bean
	static BeanPostProcessor haltpoint() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof DatabagStore store) ? Haltpoint.around(store) : bean;
			}

		};
	}

	@Bean
	CallbackRegistry callbacks() {
		return FireCallback.registry(FireSettings.GROUPS, EnumSet.allOf(Body.class), this.diary);
	}

	@Bean
	ApplicationRunner control(RollingOpsService rollingOps, DatabagStore store) {
		return (arguments) -> {
			Requests requests = new Requests(rollingOps, this.diary, this.settings);
			this.requests = requests;
			int port = UnitControl.listen((command, word) -> {
				switch (command) {
					case "on" -> requests.on();
					case "off" -> requests.off();
					case "halt" -> Haltpoint.of(store).order(word);
					default -> throw new IllegalArgumentException(command);
				}
				return "done";
			});
			Pulse.of(this.settings.life(), () -> {
			}, this.diary.log()::write);
			this.diary.note(What.READY, "", this.settings.unit(), "", 0, "");
			System.out.println(CONTROL + port);
		};
	}

	@EventListener
	void note(RollingOpsEvent event) {
		EventFacts.note(this.diary, event);
		Requests requests = this.requests;
		if (event instanceof OperationStartedEvent started && requests != null) {
			requests.watch(started.group(), started.operation().id());
		}
	}

	/** The threads of ours, and of the client's, that outlast the context. */
	private static String threadsLeft() {
		try {
			Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> ourThreads().isEmpty());
			return "";
		}
		catch (ConditionTimeoutException ex) {
			Map<String, List<StackTraceElement>> left = ourThreads();
			System.out.println(left);
			return String.join(",", left.keySet());
		}
	}

	private static Map<String, List<StackTraceElement>> ourThreads() {
		Map<String, List<StackTraceElement>> ours = new TreeMap<>();
		Thread.getAllStackTraces().forEach((thread, stack) -> {
			if (thread.getName().startsWith("rollingops") || thread.getName().startsWith("lettuce")) {
				ours.put(thread.getName(), List.of(stack));
			}
		});
		return ours;
	}

}
