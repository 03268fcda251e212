package io.github.rollingops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the promises of the documentation bound to tests that there are: a promise whose
 * test was renamed is one that nobody keeps.
 */
class GuaranteesTests {

	/**
	 * A test as the documentation names it; without a class it is of the one named
	 * before.
	 */
	private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Tests)?(?:\\.(\\w+))?`");

	private static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

	private final Map<String, String> sources = readTests();

	@Test
	void eachPromiseNamesATestThatFailsWithoutIt() {
		List<String> promises = rows("guarantees.md", "| promise |");
		assertThat(promises).hasSizeGreaterThan(50).allSatisfy((promise) -> {
			String[] columns = promise.split(" \\| ");
			assertThat(columns).as(promise).hasSize(4);
			assertThat(tests(columns[2])).isNotEmpty().allSatisfy((test) -> assertThat(test).contains("."));
		});
	}

	@Test
	void eachBreakNamesTheTestThatSawIt() {
		List<String> breaks = rows("broken.md", "| broken |");
		assertThat(breaks).hasSizeGreaterThan(50).allSatisfy((row) -> {
			String[] columns = row.split(" \\| ");
			assertThat(columns).as(row).hasSize(3);
			assertThat(tests(columns[2])).isNotEmpty().allSatisfy((test) -> assertThat(test).contains("."));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "guarantees.md", "broken.md", "identity.md", "adopting.md" })
	void testsThatAreNamedAreThere(String page) {
		assertThat(lines(page).flatMap((line) -> tests(line).stream())).isNotEmpty().allSatisfy((test) -> {
			String[] classAndMethod = test.split("\\.");
			String source = this.sources.get(classAndMethod[0]);
			assertThat(source).as(test).isNotNull();
			if (classAndMethod.length > 1) {
				assertThat(source).as(test).contains("void " + classAndMethod[1] + "(");
			}
		});
	}

	@Test
	void testsAreReadAsTheyAreNamed() {
		assertThat(tests("`ATests.one`, `.two` (said), `BTests`, `.three`, `docs.four`, `B`"))
			.containsExactly("ATests.one", "ATests.two", "BTests", "BTests.three");
	}

	/**
	 * The tests that a text names, as "class.method", or "class" where it names no more.
	 */
	private static List<String> tests(String text) {
		List<String> tests = new ArrayList<>();
		String named = "";
		Matcher matcher = TEST.matcher(text);
		while (matcher.find()) {
			named = (matcher.group(1) != null) ? matcher.group(1) : named;
			if (matcher.group(1) != null || matcher.group(2) != null) {
				tests.add((matcher.group(2) != null) ? named + "." + matcher.group(2) : named);
			}
		}
		return tests;
	}

	/**
	 * The rows of all tables whose head begins so.
	 */
	private static List<String> rows(String page, String head) {
		List<String> rows = new ArrayList<>();
		boolean meant = false;
		for (String line : lines(page).toList()) {
			boolean isHead = line.startsWith(head);
			meant = isHead || (meant && line.startsWith("|"));
			if (meant && !isHead && line.startsWith("| ")) {
				rows.add(line);
			}
		}
		return rows;
	}

	private static Stream<String> lines(String page) {
		try {
			return Files.readAllLines(PROJECT.resolve("docs").resolve(page)).stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, String> readTests() {
		Map<String, String> sources = new TreeMap<>();
		try (Stream<Path> modules = Files.list(PROJECT)) {
			for (Path tests : modules.map((module) -> module.resolve("src/test/java"))
				.filter(Files::isDirectory)
				.toList()) {
				readTests(tests, sources);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return sources;
	}

	private static void readTests(Path tests, Map<String, String> sources) throws IOException {
		try (Stream<Path> files = Files.walk(tests)) {
			for (Path file : files.filter((candidate) -> candidate.toString().endsWith("Tests.java")).toList()) {
				sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
			}
		}
	}

}
