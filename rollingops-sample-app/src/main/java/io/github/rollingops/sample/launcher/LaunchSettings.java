package io.github.rollingops.sample.launcher;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
 * @param indexFolderConfigured whether the units are told where to keep their indexes
 * @param unitArguments the arguments that are for the units
 * @param pageArguments the arguments that are for the page
 */
record LaunchSettings(boolean once, boolean redisConfigured, boolean indexFolderConfigured, List<String> unitArguments,
		List<String> pageArguments) {

	private static final String ONCE = "--once";

	/**
	 * Every unit takes a port of its own, so that these can only be meant for the page.
	 */
	private static final String SERVER = "--server.";

	/**
	 * Read the arguments, the system properties and the environment as Spring Boot does,
	 * without starting an application.
	 * @param arguments the arguments of the command line
	 */
	static LaunchSettings of(String... arguments) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
		ConfigurationPropertySources.attach(environment);
		Binder binder = Binder.get(environment);
		boolean redisConfigured = binder.bind("spring.data.redis", Bindable.mapOf(String.class, Object.class))
			.isBound();
		boolean indexFolderConfigured = binder.bind("sample.index-folder", String.class).isBound();
		Map<Boolean, List<String>> byPage = Stream.of(arguments)
			.filter((argument) -> !argument.equals(ONCE))
			.collect(Collectors.partitioningBy((argument) -> argument.startsWith(SERVER)));
		return new LaunchSettings(List.of(arguments).contains(ONCE), redisConfigured, indexFolderConfigured,
				byPage.getOrDefault(false, List.of()), byPage.getOrDefault(true, List.of()));
	}

}
