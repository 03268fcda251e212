package io.github.rollingops.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import io.github.rollingops.LockRequest;
import io.github.rollingops.OperationContext;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.callback.CallbackResult;
import io.github.rollingops.callback.RegisteredCallback;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.event.OperationStepsLeftEvent;
import io.github.rollingops.event.RollingOpsEvent;
import io.github.rollingops.event.UnitJoinedEvent;
import io.github.rollingops.testsupport.UnitControl;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/**
 * An application that has a group for each {@link CrashCase}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class CrashApplication {

	private static final String OPERATION = "publish";

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(CrashApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(args);
	}

	private static void say(String line) {
		System.out.println(line);
	}

	@Bean
	static BeanPostProcessor watchedStore(Environment environment) {
		Path disk = Path.of(environment.getRequiredProperty("crash.disk"));
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof DatabagStore store) ? WatchedStore.of(store, disk) : bean;
			}

		};
	}

	@Bean
	CallbackRegistry callbacks(@Value("${crash.groups}") String[] groups, @Value("${crash.disk}") Path disk,
			@Value("${crash.version}") int version) {
		return CallbackRegistry.of(Stream.of(groups)
			.<RegisteredCallback>map((group) -> new Publish(group, disk.resolve(group), version))
			.toList());
	}

	@Bean
	ApplicationRunner control(RollingOpsService rollingOps) {
		return (arguments) -> say("CONTROL " + UnitControl.listen((command, group) -> {
			Integer maxRetry = CrashCase.of(group).scenario().maxRetry();
			LockRequest request = LockRequest.of(OPERATION);
			return rollingOps.group(group)
				.requestLock((maxRetry != null) ? request.withMaxRetry(maxRetry) : request)
				.operation()
				.id();
		}));
	}

	@EventListener
	void report(RollingOpsEvent event) {
		String group = event.group() + " ";
		if (event instanceof UnitJoinedEvent) {
			say("JOINED " + group);
		}
		else if (event instanceof OperationStepsLeftEvent left) {
			say("LEFT " + group + left.steps());
		}
	}

	/** What an annotated method would be, for as many groups as there are. */
	private record Publish(String group, Path directory, int version) implements RegisteredCallback {

		@Override
		public String id() {
			return OPERATION;
		}

		@Override
		public String description() {
			return OPERATION + " of " + this.group;
		}

		@Override
		public @Nullable Duration timeout() {
			return null;
		}

		@Override
		public void validate(Map<String, ? extends @Nullable Object> kwargs) {
		}

		@Override
		public CallbackResult invoke(OperationContext context) throws Exception {
			CrashCase crash = CrashCase.of(this.group);
			CrashPoints points = new CrashPoints(crash, this.directory);
			int run = points.start();
			return new CallbackResult.Steps(
					new Publication(this.directory).steps(crash.scenario(), this.version, run, points),
					crash.scenario().onRestart());
		}

	}

}
