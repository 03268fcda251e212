package io.github.rollingops.test;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds what the guide shows to the files that it is taken from.
 */
class TestingGuideTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern EXAMPLE = Pattern.compile("<!-- (\\S+\\.java) -->\n```java\n(.*?)```", Pattern.DOTALL);

	private final String guide = read("docs/testing.md");

	@Test
	void examplesAreInTheFilesThatTheyName() {
		List<MatchResult> examples = EXAMPLE.matcher(this.guide).results().toList();
		assertThat(examples).hasSize(3)
			.allSatisfy((example) -> assertThat(code(read(example.group(1)))).contains(code(example.group(2))));
	}

	@Test
	void allThatAFleetCanDoIsToldOf() {
		assertThat(Stream.of(RollingOpsFleet.class, RollingOpsFleetAssert.class, OperationAssert.class)
			.flatMap((type) -> Stream.of(type.getDeclaredMethods()))
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
			.map((method) -> method.getName() + "(")
			.filter((name) -> !List.of("assertThat(", "reset(").contains(name))
			.distinct()).allMatch(this.guide::contains);
	}

	private static String code(String text) {
		return text.lines().map(String::strip).filter((line) -> !line.isEmpty()).collect(Collectors.joining("\n"));
	}

	private static String read(String file) {
		try {
			return Files.readString(ROOT.resolve(file));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
