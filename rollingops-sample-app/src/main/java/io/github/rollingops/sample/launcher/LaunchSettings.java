package io.github.rollingops.sample.launcher;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What the launcher was told.
 *
 * @param once whether to end after the first roll
 * @param redisConfigured whether the units are told where Redis is
 * @param unitArguments the arguments that are for the units
 */
record LaunchSettings(boolean once, boolean redisConfigured, List<String> unitArguments) {

	private static final String ONCE = "--once";

	/**
	 * Read the arguments, the system properties and the environment as Spring Boot does,
	 * without starting an application.
	 * @param arguments the arguments of the command line
	 */
	static LaunchSettings of(String... arguments) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
		ConfigurationPropertySources.attach(environment);
		boolean redisConfigured = Binder.get(environment)
			.bind("spring.data.redis", Bindable.mapOf(String.class, Object.class))
			.isBound();
		List<String> unitArguments = Stream.of(arguments).filter((argument) -> !argument.equals(ONCE)).toList();
		return new LaunchSettings(List.of(arguments).contains(ONCE), redisConfigured, unitArguments);
	}

}
