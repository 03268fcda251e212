package io.github.rollingops.autoconfigure;

import io.github.rollingops.RollingOpsService;
import io.github.rollingops.actuate.RollingOpsHealthIndicator;
import io.github.rollingops.databag.DatabagStore;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the health of rolling operations.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = RollingOpsAutoConfiguration.class,
		beforeName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnEnabledHealthIndicator("rollingops")
@ConditionalOnBean({ RollingOpsService.class, DatabagStore.class, UnitIdentity.class })
public final class RollingOpsHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "rollingopsHealthIndicator")
	RollingOpsHealthIndicator rollingopsHealthIndicator(RollingOpsService rollingOps, DatabagStore store) {
		return new RollingOpsHealthIndicator(rollingOps, store);
	}

}
