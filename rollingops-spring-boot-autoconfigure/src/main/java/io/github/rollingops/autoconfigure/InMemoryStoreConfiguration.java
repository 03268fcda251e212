package io.github.rollingops.autoconfigure;

import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A store in this process.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRollingOps
@ConditionalOnStore(StoreType.IN_MEMORY)
class InMemoryStoreConfiguration {

	@Bean
	@ConditionalOnMissingBean(DatabagStore.class)
	InMemoryDatabagStore rollingOpsDatabagStore() {
		return new InMemoryDatabagStore();
	}

}
