package io.github.rollingops.autoconfigure;

import io.github.rollingops.RollingOpsService;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.metrics.RollingOpsMeters;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the meters of rolling operations.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = RollingOpsAutoConfiguration.class, afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, RollingOpsService.class, DatabagStore.class, UnitIdentity.class })
public final class RollingOpsMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RollingOpsMeters rollingOpsMeters(MeterRegistry registry, UnitIdentity identity, ConfiguredSettings settings,
			ObjectProvider<RollingOpsService> rollingOps) {
		return new RollingOpsMeters(registry, identity.unit(), (group) -> rollingOps.getObject().group(group),
				(group) -> settings.apply(group).heartbeatInterval(), System::nanoTime);
	}

	/**
	 * Every store, wherever it comes from: the engine, the endpoint and health are to go
	 * through the same one.
	 */
	@Bean
	static MeteredStorePostProcessor rollingOpsMeteredStore(ObjectProvider<RollingOpsMeters> meters) {
		return new MeteredStorePostProcessor(meters);
	}

}
