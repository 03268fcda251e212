package io.github.rollingops.sample.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import io.github.rollingops.sample.search.SearchApplication;

/**
 * How a unit is started: as another Java process with the class path of this one.
 *
 * @param main what a unit runs, preceded by options of its JVM
 * @param arguments what all units are told
 */
record UnitCommand(List<String> main, List<String> arguments) {

	private static final String LOADER = "org.springframework.boot.loader.launch.PropertiesLauncher";

	private static final List<String> PASSED_ON = List.of("spring.", "logging.", "rollingops.", "sample.");

	/**
	 * Run the search service.
	 * @param arguments what all units are told
	 */
	static UnitCommand ofSearchService(List<String> arguments) {
		String service = SearchApplication.class.getName();
		// The class path of "java -jar" is one jar, which only its own loader can read
		boolean packaged = ClassLoader.getSystemResource(LOADER.replace('.', '/') + ".class") != null;
		return new UnitCommand(packaged ? List.of("-Dloader.main=" + service, LOADER) : List.of(service), arguments);
	}

	/**
	 * Return the command for one unit.
	 * @param unit the name of the unit
	 */
	List<String> toStart(String unit) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		// Several JVMs start at once on one machine, and a fast start is all they need
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
		command.addAll(passedOn(System.getProperties()));
		command.add("-Dsample.end-with-launcher=true");
		command.addAll(List.of("-cp", System.getProperty("java.class.path")));
		command.addAll(this.main);
		command.addAll(this.arguments);
		command.add("--rollingops.unit-name=" + unit);
		return command;
	}

	/**
	 * The environment is inherited by itself, system properties are not.
	 */
	private static List<String> passedOn(Properties properties) {
		return properties.stringPropertyNames()
			.stream()
			.filter((name) -> PASSED_ON.stream().anyMatch(name::startsWith))
			.sorted()
			.map((name) -> "-D%s=%s".formatted(name, properties.getProperty(name)))
			.toList();
	}

}
