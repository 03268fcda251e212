package io.github.rollingops.autoconfigure;

import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.metrics.MeteredDatabagStore;
import io.github.rollingops.metrics.RollingOpsMeters;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.function.SingletonSupplier;

/**
 * Has the store measured. The meters are looked up with the first call: a post-processor
 * that brought them along would bring the registry before its customizers.
 */
final class MeteredStorePostProcessor implements BeanPostProcessor {

	private final ObjectProvider<RollingOpsMeters> meters;

	MeteredStorePostProcessor(ObjectProvider<RollingOpsMeters> meters) {
		this.meters = meters;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DatabagStore store && !(bean instanceof MeteredDatabagStore))
				? new MeteredDatabagStore(store, SingletonSupplier.of(this.meters::getObject)::obtain) : bean;
	}

}
