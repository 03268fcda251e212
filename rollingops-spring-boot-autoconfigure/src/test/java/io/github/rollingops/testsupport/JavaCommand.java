package io.github.rollingops.testsupport;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link JavaProcess} runs.
 */
public record JavaCommand(String mainClass, String classPath, Map<String, String> systemProperties,
		Map<String, String> environment, List<String> arguments) {

	public JavaCommand {
		systemProperties = Map.copyOf(systemProperties);
		environment = Map.copyOf(environment);
		arguments = List.copyOf(arguments);
	}

	/** A main class on the class path of the tests. */
	public static JavaCommand of(Class<?> mainClass, String... arguments) {
		return new JavaCommand(mainClass.getName(), System.getProperty("java.class.path"), Map.of(), Map.of(),
				List.of(arguments));
	}

	public JavaCommand withClassPath(String classPath) {
		return new JavaCommand(this.mainClass, classPath, this.systemProperties, this.environment, this.arguments);
	}

	public JavaCommand withSystemProperty(String name, String value) {
		Map<String, String> properties = new HashMap<>(this.systemProperties);
		properties.put(name, value);
		return new JavaCommand(this.mainClass, this.classPath, properties, this.environment, this.arguments);
	}

	public JavaCommand withEnvironment(Map<String, String> environment) {
		return new JavaCommand(this.mainClass, this.classPath, this.systemProperties, environment, this.arguments);
	}

	List<String> words() {
		List<String> words = new ArrayList<>();
		words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		// Such a process lives for seconds: it should be up soon and leave the other
		// cores alone.
		words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
		this.systemProperties.forEach((name, value) -> words.add("-D" + name + "=" + value));
		words.addAll(List.of("-cp", this.classPath, this.mainClass));
		words.addAll(this.arguments);
		return words;
	}

}
