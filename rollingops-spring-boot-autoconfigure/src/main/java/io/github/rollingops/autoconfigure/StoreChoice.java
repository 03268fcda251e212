package io.github.rollingops.autoconfigure;

import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.InfrastructureProxy;
import org.springframework.core.env.Environment;

/**
 * The store of the context, unless what is said of it contradicts itself: a fleet whose
 * instances keep their groups each for itself would run everything everywhere at once.
 */
final class StoreChoice {

	// By name: without Spring Data it cannot be loaded.
	private static final String REDIS_STORE = "io.github.rollingops.databag.redis.RedisDatabagStore";

	private StoreChoice() {
	}

	static DatabagStore of(ObjectProvider<DatabagStore> stores, Environment environment) {
		DatabagStore store;
		try {
			store = stores.getIfAvailable(MissingStore::fail);
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw new RollingOpsConfigurationException(
					"There are " + ex.getNumberOfBeansFound() + " stores, " + ex.getBeanNamesFound()
							+ ", and the units of a group agree in one.",
					"Leave one of these beans, or mark it as @Primary.", ex);
		}
		StoreType configured = Binder.get(environment).bind("rollingops.store", StoreType.class).orElse(null);
		Object bean = (store instanceof InfrastructureProxy around) ? around.getWrappedObject() : store;
		StoreType actual = type(bean);
		if (configured != null && actual != null && configured != actual) {
			throw new RollingOpsConfigurationException(
					"'rollingops.store' is '" + name(configured)
							+ "', but a bean of the application is a store of the kind '" + name(actual) + "' ("
							+ bean.getClass().getName() + ").",
					"Remove that bean, or set 'rollingops.store' to '" + name(actual) + "'.", null);
		}
		return store;
	}

	/**
	 * What else a store may be, such as one of the application around another, is up to
	 * the application.
	 */
	private static @Nullable StoreType type(Object store) {
		if (store instanceof InMemoryDatabagStore) {
			return StoreType.IN_MEMORY;
		}
		return store.getClass().getName().equals(REDIS_STORE) ? StoreType.REDIS : null;
	}

	private static String name(StoreType type) {
		return (type == StoreType.REDIS) ? "redis" : "in-memory";
	}

}
