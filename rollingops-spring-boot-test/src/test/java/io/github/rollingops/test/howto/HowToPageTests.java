package io.github.rollingops.test.howto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds what the pages show to the classes here.
 */
class HowToPageTests {

	private static final Path ROOT = Path.of("..");

	private static final Path HERE = Path.of("src/test/java/io/github/rollingops/test/howto");

	private static final Pattern JAVA = Pattern.compile("(?:<!-- (\\S+) -->\n)?```java\n(.*?)```", Pattern.DOTALL);

	@ParameterizedTest
	@ValueSource(strings = { "docs/how-to.md", "docs/steering.md" })
	void codeIsThatOfTheFileThatIsNamed(String page) throws IOException {
		assertThat(blocks(page)).isNotEmpty().allSatisfy((block) -> {
			assertThat(block.group(1)).as(block.group(2)).isNotNull();
			assertThat(Files.readString(ROOT.resolve(block.group(1)))).endsWith("\n\n" + block.group(2));
		});
	}

	@Test
	void eachComponentIsShown() throws IOException {
		List<String> shown = blocks("docs/how-to.md").stream().map((block) -> block.group(1)).toList();
		try (Stream<Path> files = Files.list(HERE)) {
			assertThat(files.map((file) -> file.getFileName().toString())
				.filter((name) -> !name.endsWith("Tests.java") && !name.equals("package-info.java"))).isNotEmpty()
				.allSatisfy((name) -> assertThat(shown).anyMatch((file) -> file.endsWith("/" + name)));
		}
	}

	private static List<MatchResult> blocks(String page) throws IOException {
		return JAVA.matcher(Files.readString(ROOT.resolve(page))).results().toList();
	}

}
