package io.github.rollingops.chaos;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import io.github.rollingops.testsupport.JavaCommand;
import io.github.rollingops.testsupport.JavaProcess;

/**
 * The classes of the fleet as a JVM can map them, which halves the work of starting one:
 * a fleet under fire starts many.
 */
final class ClassArchive {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final String OPTIONS = "JAVA_TOOL_OPTIONS";

	private final String classPath;

	private final Path archive;

	private ClassArchive(String classPath, Path archive) {
		this.classPath = classPath;
		this.archive = archive;
	}

	/** Makes an archive of what a command loads until it ends by itself. */
	static ClassArchive of(JavaCommand training, Path directory) {
		ClassArchive made = new ClassArchive(jars(directory), directory.resolve("classes.jsa"));
		try (JavaProcess process = JavaProcess.start(training.withClassPath(made.classPath)
			.withEnvironment(Map.of(OPTIONS, "-XX:ArchiveClassesAtExit=" + made.archive)))) {
			process.awaitEnd(LIMIT);
		}
		return made;
	}

	JavaCommand applyTo(JavaCommand command) {
		Map<String, String> environment = new HashMap<>(command.environment());
		environment.put(OPTIONS, "-XX:SharedArchiveFile=" + this.archive + " -XX:-UsePerfData");
		return command.withClassPath(this.classPath).withEnvironment(environment);
	}

	/** No archive is made of classes that lie in directories. */
	private static String jars(Path directory) {
		List<String> places = new ArrayList<>();
		try {
			Files.createDirectories(directory);
			for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
				Path path = Path.of(place);
				places.add(Files.isDirectory(path)
						? jar(path, directory.resolve(places.size() + ".jar")).toAbsolutePath().toString() : place);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return String.join(File.pathSeparator, places);
	}

	private static Path jar(Path classes, Path jar) throws IOException {
		try (Stream<Path> files = Files.walk(classes);
				OutputStream out = Files.newOutputStream(jar);
				JarOutputStream entries = new JarOutputStream(out)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				entries
					.putNextEntry(new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
				Files.copy(file, entries);
				entries.closeEntry();
			}
		}
		return jar;
	}

}
