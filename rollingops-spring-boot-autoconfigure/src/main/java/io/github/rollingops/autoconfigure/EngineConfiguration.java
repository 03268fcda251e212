package io.github.rollingops.autoconfigure;

import io.github.rollingops.LockRequestInterceptor;
import io.github.rollingops.OperationInterceptor;
import io.github.rollingops.RollingOpsAdministration;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.callback.RollingOperationScanner;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.engine.EngineThreads;
import io.github.rollingops.engine.Interceptors;
import io.github.rollingops.engine.RollingOpsEngine;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The engine, the callbacks that it runs, and the service.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRollingOps
class EngineConfiguration {

	@Bean
	UnitIdentity rollingOpsUnitIdentity(RollingOpsProperties properties, Environment environment) {
		return UnitIdentity.of(properties, environment);
	}

	@Bean
	ConfiguredSettings rollingOpsSettings(RollingOpsProperties properties) {
		return new ConfiguredSettings(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	CallbackRegistry rollingOpsCallbackRegistry(ConfiguredSettings settings) {
		return new CallbackRegistry(settings.groups());
	}

	@Bean
	@ConditionalOnMissingBean
	static RollingOperationScanner rollingOperationScanner(ConfigurableListableBeanFactory beanFactory,
			CallbackRegistry registry) {
		return new RollingOperationScanner(beanFactory, registry);
	}

	@Bean
	@ConditionalOnMissingBean
	RollingOpsEngine rollingOpsEngine(UnitIdentity identity, ObjectProvider<DatabagStore> store,
			CallbackRegistry callbacks, ConfiguredSettings settings, EngineThreads threads,
			ApplicationEventPublisher publisher, ObjectProvider<OperationInterceptor> operationInterceptors,
			ObjectProvider<LockRequestInterceptor> requestInterceptors, Environment environment) {
		Interceptors interceptors = new Interceptors(operationInterceptors.orderedStream().toList(),
				requestInterceptors.orderedStream().toList());
		return new RollingOpsEngine(identity.unit(), StoreChoice.of(store, environment), callbacks, settings, threads,
				publisher::publishEvent, interceptors);
	}

	@Bean
	@ConditionalOnMissingBean(RollingOpsService.class)
	RollingOpsService rollingOpsService(RollingOpsEngine engine) {
		return engine.service();
	}

	@Bean
	@ConditionalOnMissingBean
	RollingOpsAdministration rollingOpsAdministration(RollingOpsEngine engine) {
		return engine.administration();
	}

	@Bean
	SmartLifecycle rollingOpsDrainPhase(RollingOpsEngine engine) {
		return engine.phases().get(0);
	}

	@Bean
	SmartLifecycle rollingOpsMembershipPhase(RollingOpsEngine engine) {
		return engine.phases().get(1);
	}

	@Bean
	SmartLifecycle rollingOpsHaltPhase(RollingOpsEngine engine) {
		return engine.phases().get(2);
	}

}
