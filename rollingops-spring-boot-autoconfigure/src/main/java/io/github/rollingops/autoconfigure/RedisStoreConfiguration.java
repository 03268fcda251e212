package io.github.rollingops.autoconfigure;

import java.util.regex.Pattern;

import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.redis.RedisDatabagStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.resource.ClientResources;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A store in the Redis of the application, on connections of its own.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRollingOps
@ConditionalOnStore(StoreType.REDIS)
@ConditionalOnClass({ RedisClient.class, LettuceConnectionFactory.class, DataRedisConnectionDetails.class })
@ConditionalOnBean(DataRedisConnectionDetails.class)
@ConditionalOnMissingBean(DatabagStore.class)
@ImportRuntimeHints(RedisStoreRuntimeHints.class)
class RedisStoreConfiguration {

	private static final String CONNECTION_FACTORY = "rollingOpsConnectionFactory";

	private static final Pattern KEY_PREFIX = Pattern.compile("[A-Za-z0-9._/:-]{1,128}");

	/**
	 * Not injected anywhere: nothing that looks for the application's connections, its
	 * health included, may come upon these.
	 */
	@Bean(name = CONNECTION_FACTORY, autowireCandidate = false)
	@ConditionalOnMissingBean(name = CONNECTION_FACTORY)
	LettuceConnectionFactory rollingOpsConnectionFactory(
			@RollingOpsRedis ObjectProvider<DataRedisConnectionDetails> qualifiedDetails,
			@RollingOpsRedis ObjectProvider<RedisConnectionFactory> qualifiedFactories,
			ObjectProvider<DataRedisConnectionDetails> details, ObjectProvider<RedisConnectionFactory> factories,
			ObjectProvider<RedisConfiguration> configuration, StoreClient client) {
		RedisChoice qualified = RedisChoice.qualified(qualifiedDetails, qualifiedFactories);
		RedisChoice redis = (qualified != null) ? qualified
				: RedisChoice.applications(details, factories, configuration);
		return new LettuceConnectionFactory(redis.place(),
				client.configuration(redis.details().getSslBundle(), redis.place()));
	}

	@Bean
	StoreClient rollingOpsStoreClient(RollingOpsProperties properties, ObjectProvider<DataRedisProperties> redis,
			@Nullable ClientResources resources,
			ObjectProvider<LettuceClientConfigurationBuilderCustomizer> configurationCustomizers,
			ObjectProvider<LettuceClientOptionsBuilderCustomizer> optionsCustomizers) {
		return new StoreClient(properties.commandTimeout(), redis.getIfAvailable(DataRedisProperties::new),
				StoreClientResources.like(resources), configurationCustomizers.orderedStream().toList(),
				optionsCustomizers.orderedStream().toList());
	}

	@Bean
	@DependsOn(CONNECTION_FACTORY)
	RedisDatabagStore rollingOpsDatabagStore(BeanFactory beanFactory, RollingOpsProperties properties,
			UnitIdentity identity) {
		requireKeyPrefix(properties.keyPrefix());
		return new RedisDatabagStore(beanFactory.getBean(CONNECTION_FACTORY, RedisConnectionFactory.class),
				new RedisDatabagStore.Settings(identity.namespace(), properties.keyPrefix(),
						properties.commandTimeout()));
	}

	/**
	 * A brace would move the keys of a group to several slots of a Cluster.
	 */
	private static void requireKeyPrefix(String keyPrefix) {
		if (!KEY_PREFIX.matcher(keyPrefix).matches()) {
			throw new RollingOpsConfigurationException(
					"'" + keyPrefix + "' cannot be the prefix of keys: it has the form " + KEY_PREFIX + ".",
					"Set 'rollingops.key-prefix' to a text of that form.", null);
		}
	}

}
