package io.github.rollingops.autoconfigure;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Which Redis of several it is: the qualified one, else the application's only or primary
 * one. Units that guessed differently would not know of each other, so nobody guesses.
 *
 * @param details what says where it is
 * @param place the same in Spring Data's words
 */
record RedisChoice(DataRedisConnectionDetails details, RedisConfiguration place) {

	private static final String DETAILS = DataRedisConnectionDetails.class.getSimpleName();

	private static final String QUALIFIER = "@" + RollingOpsRedis.class.getSimpleName();

	static RedisChoice of(DataRedisConnectionDetails details) {
		return new RedisChoice(details, RedisPlace.of(details));
	}

	/**
	 * Take the qualified one.
	 * @return the choice, or {@code null} if none is qualified
	 */
	static @Nullable RedisChoice qualified(ObjectProvider<DataRedisConnectionDetails> details,
			ObjectProvider<RedisConnectionFactory> factories) {
		if (factories.stream().findAny().isPresent()) {
			throw new RollingOpsConfigurationException(
					QUALIFIER + " stands at a connection factory, but RollingOps makes connections of its own.",
					"Put it at a bean of type " + DETAILS + " that says where that Redis is, or name the factory"
							+ " 'rollingOpsConnectionFactory' to have it used as it is, with its own timeouts.",
					null);
		}
		DataRedisConnectionDetails chosen = one(details::getIfAvailable,
				"beans of type " + DETAILS + " with " + QUALIFIER, "Leave " + QUALIFIER + " at one of them.");
		return (chosen != null) ? of(chosen) : null;
	}

	/**
	 * Take the one of the application.
	 */
	static RedisChoice applications(ObjectProvider<DataRedisConnectionDetails> details,
			ObjectProvider<RedisConnectionFactory> factories, ObjectProvider<RedisConfiguration> configuration) {
		one(factories::getIfAvailable, "connection factories",
				"Annotate a bean of type " + DETAILS + " that says where it is with " + QUALIFIER
						+ ", or mark as @Primary the factory of the Redis that 'spring.data.redis' names.");
		DataRedisConnectionDetails chosen = one(details::getObject, "beans of type " + DETAILS,
				"Annotate one of them with " + QUALIFIER + ", or mark it as @Primary.");
		return new RedisChoice(chosen, configuration.getIfUnique(() -> RedisPlace.of(chosen)));
	}

	private static <T extends @Nullable Object> T one(Supplier<T> candidates, String what, String action) {
		try {
			return candidates.get();
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw new RollingOpsConfigurationException(
					"RollingOps does not know in which Redis the units agree: there are " + ex.getNumberOfBeansFound()
							+ " " + what + ", " + ex.getBeanNamesFound() + ".",
					action, ex);
		}
	}

}
