package io.github.rollingops.autoconfigure;

import io.github.rollingops.RollingOpsAdministration;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.actuate.RollingOpsEndpoint;
import io.github.rollingops.actuate.RollingOpsEndpointWebExtension;
import io.github.rollingops.databag.DatabagStore;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the Actuator endpoint {@code rollingops}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = RollingOpsAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(RollingOpsEndpoint.class)
@ConditionalOnBean({ RollingOpsService.class, DatabagStore.class, UnitIdentity.class })
public final class RollingOpsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RollingOpsEndpoint rollingOpsEndpoint(RollingOpsService rollingOps, DatabagStore store, UnitIdentity identity,
			RollingOpsProperties properties, RollingOpsAdministration administration,
			ApplicationEventPublisher publisher) {
		return new RollingOpsEndpoint(rollingOps, store, identity.unit(), properties.endpoint().showKwargs(),
				administration, publisher);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(RollingOpsEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	RollingOpsEndpointWebExtension rollingOpsEndpointWebExtension(RollingOpsEndpoint endpoint) {
		return new RollingOpsEndpointWebExtension(endpoint);
	}

}
