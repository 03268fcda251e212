package io.github.rollingops.callback;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.util.StringValueResolver;

import io.github.rollingops.RollingOperation;
import io.github.rollingops.RollingOperationRegistration;

/**
 * Fills the {@link CallbackRegistry} of its context with the
 * {@link RollingOperation @RollingOperation} methods of the beans and with the beans of
 * type {@link RollingOperationRegistration}, once all singletons exist and before any
 * lifecycle starts. Beans that do not exist yet are known by their type alone and stay
 * so: a method that shows neither in the type of a lazy bean nor in that of its factory
 * method is not found. Nor is one of a factory bean itself; what the factory bean makes
 * is looked at.
 *
 * @since 0.1.0
 */
public final class RollingOperationScanner implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final CallbackRegistry registry;

	public RollingOperationScanner(ConfigurableListableBeanFactory beanFactory, CallbackRegistry registry) {
		this.beanFactory = beanFactory;
		this.registry = registry;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.registry.isClosed()) {
			// The application has filled a registry of its own.
			return;
		}
		List<RegisteredCallback> callbacks = new ArrayList<>();
		StringValueResolver resolver = new EmbeddedValueResolver(this.beanFactory);
		new AnnotatedMethods(this.beanFactory)
			.forEach((method, annotation) -> callbacks.add(MethodCallback.of(method, annotation, resolver)));
		this.beanFactory.getBeansOfType(RollingOperationRegistration.class, true, false)
			.forEach((name, registration) -> callbacks
				.add(new RegistrationCallback(registration, "bean '" + name + "'")));
		this.registry.close(callbacks);
	}

}
