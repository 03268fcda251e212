package io.github.rollingops.autoconfigure;

import io.github.rollingops.RollingOpsService;
import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.metrics.LockRequestObservationConvention;
import io.github.rollingops.metrics.ObservationInterceptor;
import io.github.rollingops.metrics.OperationObservationConvention;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the observation of rolling operations.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = RollingOpsAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({ ObservationRegistry.class, RollingOpsService.class, CallbackRegistry.class })
public final class RollingOpsObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ObservationInterceptor rollingOpsObservationInterceptor(ObservationRegistry registry, CallbackRegistry callbacks,
			ObjectProvider<OperationObservationConvention> operationConvention,
			ObjectProvider<LockRequestObservationConvention> requestConvention) {
		return new ObservationInterceptor(registry, (group, id) -> callbacks.find(group, id) != null,
				operationConvention.getIfAvailable(), requestConvention.getIfAvailable());
	}

}
