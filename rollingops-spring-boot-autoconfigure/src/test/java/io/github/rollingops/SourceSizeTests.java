package io.github.rollingops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the files small, in every module.
 */
class SourceSizeTests {

	private static final int LONGEST = 350;

	private static final int MEDIAN = 90;

	private final Map<Path, Integer> linesOfMainClasses = countLines(
			Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent());

	@Test
	void noMainClassIsLong() {
		assertThat(this.linesOfMainClasses).isNotEmpty()
			.allSatisfy((file, lines) -> assertThat(lines).isLessThanOrEqualTo(LONGEST));
	}

	@Test
	void medianMainClassIsSmall() {
		assertThat(median()).isLessThan(MEDIAN);
	}

	private int median() {
		int[] sorted = this.linesOfMainClasses.values().stream().mapToInt(Integer::intValue).sorted().toArray();
		return sorted[sorted.length / 2];
	}

	private static Map<Path, Integer> countLines(Path root) {
		Map<Path, Integer> lines = new TreeMap<>();
		try (Stream<Path> modules = Files.list(root)) {
			for (Path sources : modules.map((module) -> module.resolve("src/main/java"))
				.filter(Files::isDirectory)
				.toList()) {
				countLines(sources, lines);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return lines;
	}

	private static void countLines(Path sources, Map<Path, Integer> lines) throws IOException {
		try (Stream<Path> files = Files.walk(sources)) {
			for (Path file : files.filter((candidate) -> candidate.toString().endsWith(".java")).toList()) {
				if (!file.endsWith("package-info.java")) {
					lines.put(file, Files.readAllLines(file).size());
				}
			}
		}
	}

}
