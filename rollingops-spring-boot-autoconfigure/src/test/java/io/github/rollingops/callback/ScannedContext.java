package io.github.rollingops.callback;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import io.github.rollingops.OperationResult;

/**
 * A context of the given beans in which the scanner has done its work.
 */
final class ScannedContext implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private ScannedContext(Map<String, Object> properties, Class<?>... components) {
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
		this.context.register(ScannerConfiguration.class);
		this.context.register(components);
		try {
			this.context.refresh();
		}
		catch (RuntimeException ex) {
			this.context.close();
			throw ex;
		}
	}

	static ScannedContext of(Class<?>... components) {
		return new ScannedContext(Map.of(), components);
	}

	static ScannedContext of(Map<String, Object> properties, Class<?>... components) {
		return new ScannedContext(properties, components);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	boolean hasMade(String beanName) {
		return this.context.getBeanFactory().containsSingleton(beanName);
	}

	CallbackRegistry registry() {
		return bean(CallbackRegistry.class);
	}

	RegisteredCallback callback(String id) {
		RegisteredCallback callback = registry().find("default", id);
		if (callback == null) {
			throw new AssertionError("No callback '" + id + "' among " + registry().callbackIds("default"));
		}
		return callback;
	}

	OperationResult run(String id) throws Exception {
		return run(id, Map.of());
	}

	OperationResult run(String id, Map<String, ? extends @Nullable Object> kwargs) throws Exception {
		return ((CallbackResult.Ended) callback(id).invoke(Run.with(kwargs))).result();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	static class ScannerConfiguration {

		@Bean
		CallbackRegistry callbackRegistry() {
			return new CallbackRegistry(List.of());
		}

		@Bean
		static RollingOperationScanner rollingOperationScanner(ConfigurableListableBeanFactory beanFactory,
				CallbackRegistry registry) {
			return new RollingOperationScanner(beanFactory, registry);
		}

	}

}
