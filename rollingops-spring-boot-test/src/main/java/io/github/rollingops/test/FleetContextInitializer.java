package io.github.rollingops.test;

import java.util.Map;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/**
 * Puts the application of a context into a {@link RollingOpsFleet}, which becomes a bean.
 * {@link RollingOpsTest} does so for Spring's tests; a runner takes it by hand:
 * {@code contextRunner.withInitializer(new FleetContextInitializer())}.
 *
 * @since 0.1.0
 */
public final class FleetContextInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	static final String UNIT_NAME = "rollingops.unit-name";

	private static final Map<String, Object> SETTINGS = Map.of("rollingops.store", "in-memory",
			"rollingops.retry.hold.jitter", "0", "rollingops.retry.release.jitter", "0");

	private static final Map<String, Object> DEFAULTS = Map.of(UNIT_NAME, "unit", "rollingops.namespace",
			"${spring.application.name:test}");

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		MutablePropertySources sources = context.getEnvironment().getPropertySources();
		sources.addFirst(new MapPropertySource("rollingOpsTest", SETTINGS));
		sources.addLast(new MapPropertySource("rollingOpsTestDefaults", DEFAULTS));
		if (context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
			new AnnotatedBeanDefinitionReader(registry, context.getEnvironment()).register(FleetConfiguration.class);
		}
	}

}
