package io.github.rollingops.test;

import java.util.function.Function;

import io.github.rollingops.OperationInterceptor;
import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.engine.EngineThreads;
import io.github.rollingops.engine.GroupSettings;
import io.github.rollingops.engine.RollingOpsEngine;
import io.github.rollingops.event.RollingOpsEvent;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * What makes an application the unit of a fleet that is tested.
 */
@Configuration(proxyBeanMethods = false)
class FleetConfiguration {

	private final RollingOpsFleet fleet = new RollingOpsFleet();

	@Bean
	RollingOpsFleet rollingOpsFleet() {
		return this.fleet;
	}

	@Bean
	DatabagStore rollingOpsTestStore() {
		return this.fleet.self().link().store();
	}

	@Bean
	EngineThreads rollingOpsTestThreads() {
		return this.fleet.self().threads().forEngine();
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	OperationInterceptor rollingOpsTestInterceptor() {
		return this.fleet.self();
	}

	@Bean
	FleetLifecycle rollingOpsTestLifecycle(ObjectProvider<RollingOpsEngine> engine,
			ObjectProvider<CallbackRegistry> callbacks,
			@Qualifier("rollingOpsSettings") ObjectProvider<Function<String, GroupSettings>> settings,
			Environment environment) {
		return new FleetLifecycle(this.fleet,
				() -> engine.ifAvailable((present) -> this.fleet.attach(
						environment.getRequiredProperty(FleetContextInitializer.UNIT_NAME), present,
						new Groups(callbacks.getObject(), settings.getObject()))));
	}

	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	void published(RollingOpsEvent event) {
		this.fleet.happenings().published(event);
	}

}
