package io.github.rollingops.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.autoconfigure.RollingOpsAutoConfiguration;
import io.github.rollingops.event.OperationCompletedEvent;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FleetContextInitializerTests {

	private final List<String> heard = new ArrayList<>();

	private final List<OperationContext> runs = new ArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer(new FleetContextInitializer())
		.withConfiguration(AutoConfigurations.of(RollingOpsAutoConfiguration.class))
		.withBean(RollingOperationRegistration.class, this::reload);

	private RollingOperationRegistration reload() {
		return new RollingOperationRegistration("default", "reload", (context) -> {
			this.runs.add(context);
			return OperationResult.RELEASE;
		});
	}

	@Test
	void needsNoProperties() {
		this.runner.run((context) -> {
			RollingOpsFleet fleet = context.getBean(RollingOpsFleet.class);
			RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
			rollingOps.requestLock("reload");
			fleet.settle();
			assertThat(fleet).operation("reload").wasCompleted();
			assertThat(rollingOps.state().unit()).isEqualTo("unit");
		});
	}

	@Test
	void goesByTheApplicationsProperties() {
		this.runner
			.withPropertyValues("rollingops.unit-name=search-1", "rollingops.lease-duration=1h",
					"rollingops.retry.release.initial-delay=10m", "rollingops.retry.release.max-delay=10m")
			.run((context) -> {
				RollingOpsFleet fleet = context.getBean(RollingOpsFleet.class);
				fleet.join("other").answers("reload", OperationResult.RETRY_RELEASE).rollingOps().requestLock("reload");
				fleet.advance(Duration.ofMinutes(9));
				assertThat(fleet).tookTurns("other");
				fleet.advance(Duration.ofMinutes(1));
				assertThat(fleet).tookTurns("other", "other");
				assertThat(fleet.rollingOps().state().unit()).isEqualTo("search-1");
			});
	}

	@Test
	void listenersHearOfEventsWhenTheFleetSettles() {
		this.runner.withBean("listener", Listener.class, () -> new Listener(this.heard)).run((context) -> {
			context.getBean(RollingOpsService.class).requestLock("reload");
			assertThat(this.heard).isEmpty();
			context.getBean(RollingOpsFleet.class).settle();
			assertThat(this.heard).contains(OperationCompletedEvent.class.getSimpleName());
		});
	}

	@Test
	void applicationEndsAlthoughACallbackHasNotBegun() {
		this.runner.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=1h").run((context) -> {
			context.getBean(RollingOpsService.class).requestLock("reload");
			context.close();
			assertThat(context.isActive()).isFalse();
		});
		assertThat(this.runs).isEmpty();
	}

	@Test
	void saysThatRollingOpsIsSwitchedOff() {
		this.runner.withPropertyValues("rollingops.enabled=false")
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(RollingOpsFleet.class).join("other"))
				.withMessageContaining("rollingops.enabled"));
	}

	/** Hears of all events of the library. */
	record Listener(List<String> heard) implements ApplicationListener<PayloadApplicationEvent<?>> {

		@Override
		public void onApplicationEvent(PayloadApplicationEvent<?> event) {
			this.heard.add(event.getPayload().getClass().getSimpleName());
		}

	}

}
