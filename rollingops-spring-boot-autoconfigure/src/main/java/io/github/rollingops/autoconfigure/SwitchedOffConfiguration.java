package io.github.rollingops.autoconfigure;

import io.github.rollingops.RollingOpsAdministration;
import io.github.rollingops.RollingOpsService;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What is left when {@code rollingops.enabled} is {@code false}: whoever injects the
 * service still gets one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "rollingops.enabled", havingValue = false)
class SwitchedOffConfiguration {

	@Bean
	@ConditionalOnMissingBean(RollingOpsService.class)
	SwitchedOffService rollingOpsService() {
		return new SwitchedOffService(RollingOpsService.DEFAULT_NAME);
	}

	@Bean
	@ConditionalOnMissingBean
	RollingOpsAdministration rollingOpsAdministration() {
		return (name, requestedBy) -> {
			throw new SwitchedOffService(name).refusal();
		};
	}

}
