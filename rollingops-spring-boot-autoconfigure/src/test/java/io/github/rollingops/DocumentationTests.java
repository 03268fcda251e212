package io.github.rollingops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the pages leading somewhere: every link of one to another, and every command.
 */
class DocumentationTests {

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|(?:href|src|srcset)=\"([^\"]+)\"");

	private static final Pattern MAVEN = Pattern
		.compile("(?m)(?:^    |`|^)(?:[A-Z_]+=(?:<[^>]*>|\\S+) )?mvn ([^`\n]*)");

	private static final Pattern MODULES = Pattern.compile("-pl (\\S+)");

	private static final Pattern PROFILE = Pattern.compile("-P(\\w+)");

	private static final Pattern TESTS = Pattern.compile("-Dtest=(\\S+)");

	static List<Path> pages() {
		return Documentation.pages();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadToWhatIsThere(Path page) {
		assertThat(links(page)).allSatisfy((link) -> {
			String[] parts = link.split("#", 2);
			Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
			assertThat(Documentation.PROJECT.resolve(target)).as(link).exists();
			if (parts.length > 1) {
				assertThat(Documentation.anchors(target)).as(link).contains(parts[1]);
			}
		});
	}

	@Test
	void thereAreLinksToFollow() {
		assertThat(pages()).hasSizeGreaterThan(15);
		assertThat(pages().stream().flatMap((page) -> links(page).stream())).hasSizeGreaterThan(100)
			.anyMatch((link) -> link.contains("#"));
	}

	@Test
	void readmeLeadsToEveryPage() {
		List<String> links = links(Path.of("README.md"));
		assertThat(pages()).filteredOn((page) -> !page.startsWith("README.md"))
			.allSatisfy((page) -> assertThat(links).contains(page.toString()));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void commandsNameModulesProfilesAndTestsThatAreThere(Path page) {
		assertThat(commands(page)).allSatisfy((command) -> {
			assertThat(named(MODULES, command)).as(command)
				.allSatisfy((module) -> assertThat(Documentation.PROJECT.resolve(module).resolve("pom.xml")).exists());
			assertThat(named(PROFILE, command)).as(command)
				.allSatisfy((profile) -> assertThat(poms()).containsPattern("<profile>\\s*<id>" + profile + "</id>"));
			assertThat(named(TESTS, command)).as(command)
				.allSatisfy((test) -> assertThat(isTest(test.replaceAll("[+*#].*", ""))).isTrue());
		});
	}

	@Test
	void commandsAreFound() {
		assertThat(pages().stream().flatMap((page) -> commands(page).stream())).hasSizeGreaterThan(10)
			.anyMatch((command) -> !named(MODULES, command).isEmpty())
			.anyMatch((command) -> !named(PROFILE, command).isEmpty())
			.anyMatch((command) -> !named(TESTS, command).isEmpty());
	}

	private static List<String> links(Path page) {
		return LINK.matcher(Documentation.prose(page))
			.results()
			.map((link) -> (link.group(1) != null) ? link.group(1) : link.group(2))
			.filter((link) -> !link.matches("[a-z]+:.*"))
			.toList();
	}

	private static List<String> commands(Path page) {
		return MAVEN.matcher(Documentation.read(page)).results().map((command) -> command.group(1)).toList();
	}

	private static List<String> named(Pattern option, String command) {
		return option.matcher(command).results().flatMap((found) -> Stream.of(found.group(1).split(","))).toList();
	}

	private static String poms() {
		return modules().map((module) -> Documentation.read(module.resolve("pom.xml"))).reduce("", String::concat);
	}

	private static boolean isTest(String name) {
		return modules().map((module) -> Documentation.PROJECT.resolve(module).resolve("src/test/java"))
			.filter(Files::isDirectory)
			.anyMatch((tests) -> isIn(tests, name + ".java"));
	}

	private static Stream<Path> modules() {
		Stream<Path> modules = Pattern.compile("<module>(.*?)</module>")
			.matcher(Documentation.read(Path.of("pom.xml")))
			.results()
			.map((module) -> Path.of(module.group(1)));
		return Stream.concat(Stream.of(Path.of("")), modules);
	}

	private static boolean isIn(Path tests, String file) {
		try (Stream<Path> files = Files.walk(tests)) {
			return files.anyMatch((candidate) -> candidate.endsWith(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
