package io.github.rollingops.autoconfigure;

import java.util.Map;

import io.github.rollingops.RollingOpsService;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import io.github.rollingops.metrics.MeteredDatabagStore;
import io.github.rollingops.metrics.ObservationInterceptor;
import io.github.rollingops.metrics.OperationObservationConvention;
import io.github.rollingops.metrics.DefaultOperationObservationConvention;
import io.github.rollingops.metrics.RollingOpsMeter;
import io.github.rollingops.metrics.RollingOpsMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Micrometer is told, and when it is told nothing.
 */
class MetricsAutoConfigurationTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RollingOpsAutoConfiguration.class,
				RollingOpsMetricsAutoConfiguration.class, RollingOpsObservationAutoConfiguration.class))
		.withPropertyValues("spring.application.name=orders", "rollingops.unit-name=a", "rollingops.store=in-memory")
		.withBean(InMemoryFleetTests.Reload.class);

	private final ApplicationContextRunner runner = this.bare.withConfiguration(
			AutoConfigurations.of(MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, ObservationAutoConfiguration.class));

	@Test
	void isFoundByTheApplication() {
		assertThat(ImportCandidates.load(org.springframework.boot.autoconfigure.AutoConfiguration.class,
				getClass().getClassLoader()))
			.contains(RollingOpsMetricsAutoConfiguration.class.getName(),
					RollingOpsObservationAutoConfiguration.class.getName());
	}

	@Test
	void everyStepOfTheUnitIsMeasured() {
		this.runner.run((context) -> {
			assertThat(context.getBean(DatabagStore.class)).isInstanceOf(MeteredDatabagStore.class);
			RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
			rollingOps.requestLock("reload", Map.of("force", true));
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			Awaitility.await()
				.untilAsserted(() -> assertThat(
						registry.get(RollingOpsMeter.COMPLETED.getName()).tag("callback", "reload").counter().count())
					.isEqualTo(1));
			assertThat(registry.get(RollingOpsMeter.OPERATION.getName()).tag("result", "release").timer().count())
				.isEqualTo(1);
			assertThat(registry.get(RollingOpsMeter.LEADING.getName()).gauge().value()).isEqualTo(1);
			assertThat(registry.get(RollingOpsMeter.GROUP_UNITS.getName()).tag("status", "idle").gauge().value())
				.isEqualTo(1);
			assertThat(registry.get(RollingOpsMeter.STORE_CALLS.getName())
				.tag("step", "finish")
				.tag("outcome", "answered")
				.timer()
				.count()).isPositive();
		});
	}

	@Test
	void storeOfTheApplicationIsMeasuredAsWell() {
		this.runner.withBean("mine", DatabagStore.class, InMemoryDatabagStore::new)
			.run((context) -> assertThat(context.getBean("mine")).isInstanceOf(MeteredDatabagStore.class));
	}

	@Test
	void storeThatIsNotTheConfiguredOneIsFoundBeneathTheMeters() {
		this.runner.withPropertyValues("rollingops.store=redis")
			.withBean("mine", DatabagStore.class, InMemoryDatabagStore::new)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RollingOpsConfigurationException.class)
				.hasMessageContaining(InMemoryDatabagStore.class.getName()));
	}

	@Test
	void metersAreSwitchedOffAsAnyOthers() {
		this.runner.withPropertyValues("management.metrics.enable.rollingops=false")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).getMeters())
				.noneMatch((meter) -> meter.getId().getName().startsWith("rollingops")));
	}

	@Test
	void observationsAreSwitchedOffAsAnyOthers() {
		this.runner.withPropertyValues("management.observations.enable.rollingops=false").run((context) -> {
			context.getBean(RollingOpsService.class).requestLock("reload", Map.of("force", true));
			assertThat(context.getBean(MeterRegistry.class).find(RollingOpsMeter.REQUEST.getName()).timer()).isNull();
		});
	}

	@Test
	void makesWay() {
		this.runner
			.withBean("mine", ObservationInterceptor.class,
					() -> new ObservationInterceptor(ObservationRegistry.NOOP, (group, id) -> true, null, null))
			.run((context) -> assertThat(context).getBean(ObservationInterceptor.class)
				.isSameAs(context.getBean("mine")));
	}

	@Test
	void conventionOfTheApplicationIsTaken() {
		this.runner.withBean(OperationObservationConvention.class, () -> new DefaultOperationObservationConvention() {

			@Override
			public String getName() {
				return "turn";
			}

		}).run((context) -> {
			context.getBean(RollingOpsService.class).requestLock("reload", Map.of("force", true));
			Awaitility.await().until(() -> context.getBean(MeterRegistry.class).find("turn").timer() != null);
		});
	}

	@Test
	void nothingIsMeasuredWithoutARegistry() {
		this.bare.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(RollingOpsService.class)
			.doesNotHaveBean(RollingOpsMeters.class)
			.doesNotHaveBean(ObservationInterceptor.class)
			.getBean(DatabagStore.class)
			.isInstanceOf(InMemoryDatabagStore.class));
	}

	@Test
	void nothingIsMeasuredWhenSwitchedOff() {
		this.runner.withPropertyValues("rollingops.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(RollingOpsService.class)
				.doesNotHaveBean(RollingOpsMeters.class)
				.doesNotHaveBean(ObservationInterceptor.class));
	}

	@Test
	void worksWithoutMicrometer() {
		new ApplicationContextRunner().withUserConfiguration(Imported.class)
			.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.withPropertyValues("spring.application.name=orders", "rollingops.store=in-memory")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(RollingOpsService.class)
				.doesNotHaveBean("rollingOpsMeters")
				.doesNotHaveBean("rollingOpsMeteredStore"));
	}

	@ImportAutoConfiguration({ RollingOpsAutoConfiguration.class, RollingOpsMetricsAutoConfiguration.class,
			RollingOpsObservationAutoConfiguration.class })
	static class Imported {

	}

}
