package io.github.rollingops.benchmarks.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.rollingops.RollingOperationCallback;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.benchmarks.redis.Address;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A unit in an application context of its own.
 */
public final class Unit implements AutoCloseable {

	private static final String CALLBACK = "turn";

	private final ConfigurableApplicationContext context;

	private Unit(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start an application and wait until it has joined.
	 * @param redis where Redis is
	 * @param namespace whose group it joins
	 * @param name the name of the unit
	 * @param callback what it does when it has the turn
	 * @param properties more properties, each as {@code name=value}
	 * @return the unit
	 */
	public static Unit start(Address redis, String namespace, String name, RollingOperationCallback callback,
			String... properties) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		application.setLogStartupInfo(false);
		application.addInitializers((context) -> ((GenericApplicationContext) context).registerBean("turnRegistration",
				RollingOperationRegistration.class,
				() -> new RollingOperationRegistration("default", CALLBACK, callback)));
		List<String> arguments = new ArrayList<>(
				List.of("spring.data.redis.host=" + redis.host(), "spring.data.redis.port=" + redis.port(),
						"rollingops.namespace=" + namespace, "rollingops.unit-name=" + name,
						"spring.main.banner-mode=off", "logging.level.root=error", "logging.level.io.netty=off"));
		arguments.addAll(List.of(properties));
		return new Unit(application.run(arguments.stream().map("--"::concat).toArray(String[]::new)));
	}

	/** Request a turn of this unit. */
	public void request() {
		service().requestLock(CALLBACK);
	}

	/** Whether this unit schedules. */
	public boolean leads() {
		return Objects.equals(service().snapshot().leader(), service().state().unit());
	}

	/** Stop as an application does that has the time. */
	@Override
	public void close() {
		this.context.close();
	}

	private RollingOpsService service() {
		return this.context.getBean(RollingOpsService.class);
	}

	/**
	 * Nothing but what is configured by itself.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
