package io.github.rollingops.autoconfigure;

import io.github.rollingops.RollingOpsService;
import io.github.rollingops.actuate.RollingOpsEndpoint;
import io.github.rollingops.actuate.RollingOpsEndpointWebExtension;
import io.github.rollingops.actuate.RollingOpsHealthIndicator;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Actuator is told, and when it is told nothing.
 */
class ActuatorAutoConfigurationTests {

	private static final AutoConfigurations OURS = AutoConfigurations.of(RollingOpsAutoConfiguration.class,
			RollingOpsEndpointAutoConfiguration.class, RollingOpsHealthContributorAutoConfiguration.class);

	private static final String[] PROPERTIES = { "spring.application.name=orders", "rollingops.unit-name=a",
			"rollingops.store=in-memory" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(OURS)
		.withPropertyValues(PROPERTIES);

	@Test
	void isFoundByTheApplication() {
		assertThat(ImportCandidates.load(org.springframework.boot.autoconfigure.AutoConfiguration.class,
				getClass().getClassLoader()))
			.contains(RollingOpsEndpointAutoConfiguration.class.getName(),
					RollingOpsHealthContributorAutoConfiguration.class.getName());
	}

	@Test
	void endpointIsThereOnceItIsExposed() {
		new WebApplicationContextRunner().withConfiguration(OURS)
			.withPropertyValues(PROPERTIES)
			.withPropertyValues("management.endpoints.web.exposure.include=rollingops")
			.run((context) -> assertThat(context).hasSingleBean(RollingOpsEndpoint.class)
				.hasSingleBean(RollingOpsEndpointWebExtension.class));
	}

	@Test
	void endpointIsNotThereUnlessItIsExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(RollingOpsEndpoint.class));
	}

	@Test
	void endpointNeedsAccess() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=rollingops",
					"management.endpoint.rollingops.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(RollingOpsEndpoint.class)
				.doesNotHaveBean(RollingOpsEndpointWebExtension.class));
	}

	@Test
	void endpointOnlyForJmxHasNoWebExtension() {
		this.runner
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=rollingops")
			.run((context) -> assertThat(context).hasSingleBean(RollingOpsEndpoint.class)
				.doesNotHaveBean(RollingOpsEndpointWebExtension.class));
	}

	@Test
	void endpointMakesWay() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=rollingops")
			.withBean("mine", RollingOpsEndpoint.class, () -> new RollingOpsEndpoint(new SwitchedOffService("mine"),
					new InMemoryDatabagStore(), "a", true, (name, requestedBy) -> {
						throw new IllegalStateException("not in this test");
					}, (event) -> {
					}))
			.run((context) -> assertThat(context).getBean(RollingOpsEndpoint.class).isSameAs(context.getBean("mine")));
	}

	@Test
	void healthIndicatorIsThere() {
		this.runner.run((context) -> assertThat(context).getBean("rollingopsHealthIndicator")
			.isInstanceOf(RollingOpsHealthIndicator.class));
	}

	@Test
	void healthIndicatorCanBeSwitchedOff() {
		this.runner.withPropertyValues("management.health.rollingops.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RollingOpsHealthIndicator.class));
	}

	@Test
	void healthIndicatorMakesWay() {
		this.runner.withBean("rollingopsHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RollingOpsHealthIndicator.class));
	}

	@Test
	void healthIsNoPartOfLiveness() {
		this.runner
			.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
					HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
					HealthEndpointAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class))
			.withPropertyValues("management.endpoint.health.probes.enabled=true")
			.run((context) -> {
				assertThat(context.getBean(HealthContributorRegistry.class).getContributor("rollingops")).isNotNull();
				HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
				assertThat(groups.getPrimary().isMember("rollingops")).isTrue();
				HealthEndpointGroup liveness = groups.get("liveness");
				assertThat(liveness).isNotNull();
				assertThat(liveness.isMember("rollingops")).isFalse();
			});
	}

	@Test
	void nothingIsToldWhenSwitchedOff() {
		this.runner
			.withPropertyValues("rollingops.enabled=false", "management.endpoints.web.exposure.include=rollingops")
			.run((context) -> assertThat(context).hasSingleBean(RollingOpsService.class)
				.doesNotHaveBean(RollingOpsEndpoint.class)
				.doesNotHaveBean(RollingOpsHealthIndicator.class));
	}

	@Test
	void worksWithoutActuator() {
		imported("org.springframework.boot.actuate", "org.springframework.boot.health")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(RollingOpsService.class)
				.hasSingleBean(DatabagStore.class)
				.doesNotHaveBean("rollingOpsEndpoint")
				.doesNotHaveBean("rollingopsHealthIndicator"));
	}

	@Test
	void endpointWorksWithoutHealth() {
		imported("org.springframework.boot.health").run((context) -> assertThat(context).hasNotFailed()
			.hasBean("rollingOpsEndpoint")
			.doesNotHaveBean("rollingopsHealthIndicator"));
	}

	@Test
	void healthWorksWithoutActuator() {
		imported("org.springframework.boot.actuate").run((context) -> assertThat(context).hasNotFailed()
			.hasBean("rollingopsHealthIndicator")
			.doesNotHaveBean("rollingOpsEndpoint"));
	}

	/**
	 * As an application imports them, where their conditions on classes are looked at
	 * before they are loaded.
	 */
	private static ApplicationContextRunner imported(String... missingPackages) {
		return new ApplicationContextRunner().withUserConfiguration(Imported.class)
			.withClassLoader(new FilteredClassLoader(missingPackages))
			.withPropertyValues(PROPERTIES)
			.withPropertyValues("management.endpoints.web.exposure.include=rollingops");
	}

	@ImportAutoConfiguration({ RollingOpsAutoConfiguration.class, RollingOpsEndpointAutoConfiguration.class,
			RollingOpsHealthContributorAutoConfiguration.class })
	static class Imported {

	}

}
