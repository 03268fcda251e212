package io.github.rollingops;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.rollingops.actuate.SteeringAction;
import io.github.rollingops.databag.Change;
import io.github.rollingops.event.RollingOpsEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the names that the pages tell of to those that there are, and the other way
 * round.
 */
class DocumentedNamesTests {

	/**
	 * Not after a letter, as in a package, nor before one, as in the name of a file.
	 */
	private static final Pattern PROPERTY = Pattern.compile(
			"(?<![\\w./@:{-])rollingops\\.((?:[a-z]+(?:-[a-z]+)*|<name>)(?:\\.(?:[a-z0-9]+(?:-[a-z0-9]+)*|<name>))*)");

	private static final Pattern OWN_TYPE = Pattern
		.compile("`((?:RollingOps|Operation|StaleGrant|Leadership)\\w*(?:Event|Exception))`");

	private static final Set<String> PROPERTIES = properties();

	/**
	 * Pages that tell of properties, and not of meters and keys that are named alike.
	 */
	static Stream<Path> pages() {
		return Documentation.pages()
			.stream()
			.filter((page) -> !page.endsWith("metrics.md") && !page.startsWith("docs/model"));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void propertiesAreThere(Path page) {
		assertThat(named(page))
			.allSatisfy((name) -> assertThat(PROPERTIES).as("a property that is '%s', or begins so", name)
				.anyMatch((property) -> property.equals(name) || property.startsWith(name + ".")));
	}

	@Test
	void propertiesAreFound() {
		assertThat(pages().flatMap((page) -> named(page).stream()).distinct()).hasSizeGreaterThan(10)
			.contains("unit-name", "departed-unit-retention");
		assertThat(PROPERTIES).contains("unit-name", "retry.hold.jitter", "groups");
	}

	@Test
	void everyEventStandsInTheReference() {
		assertThat(RollingOpsEvent.class.getPermittedSubclasses()).isNotEmpty()
			.allSatisfy((event) -> assertThat(page("reference.md")).contains("`" + event.getSimpleName() + "`"));
	}

	@Test
	void everyConstantStandsWhereItIsExplained() {
		assertThat(page("operating.md")).contains(cells(DropReason.values()))
			.contains(cells(Change.Type.values()))
			.contains(cells(Trouble.Kind.values()))
			.contains(cells(Explanation.Kind.values()))
			.contains(cells(UnitSnapshot.Status.values()));
		assertThat(page("troubleshooting.md")).contains(cells(Trouble.Kind.values()))
			.contains(cells(DropReason.values()));
		assertThat(page("steering.md"))
			.contains(Stream.of(SteeringAction.values()).map((action) -> "`ROLLINGOPS_" + action + "`").toList());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void typesAreThere(Path page) {
		assertThat(OWN_TYPE.matcher(Documentation.prose(page)).results().map((type) -> type.group(1))).allSatisfy(
				(type) -> assertThat(Stream.of("", "event.").map((part) -> "io.github.rollingops." + part + type))
					.anyMatch(DocumentedNamesTests::isThere));
	}

	private static boolean isThere(String type) {
		try {
			Class.forName(type);
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	private static List<String> cells(Enum<?>[] constants) {
		return Stream.of(constants).map((constant) -> "`" + constant.name() + "`").toList();
	}

	private static String page(String name) {
		return Documentation.read(Path.of("docs", name));
	}

	/**
	 * The properties that a page names, without the prefix, and without the group that
	 * one may be for.
	 */
	private static Set<String> named(Path page) {
		return PROPERTY.matcher(Documentation.read(page))
			.results()
			.map(DocumentedNamesTests::general)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String general(MatchResult name) {
		return name.group(1).replaceFirst("^groups\\.[^.]+\\.?", "").replaceFirst("^$", "groups");
	}

	private static Set<String> properties() {
		try (InputStream in = Objects.requireNonNull(DocumentedNamesTests.class.getClassLoader()
			.getResourceAsStream("META-INF/spring-configuration-metadata.json"))) {
			return JsonMapper.shared()
				.readTree(in)
				.path("properties")
				.valueStream()
				.map((property) -> property.path("name").asString())
				.filter((name) -> name.startsWith("rollingops."))
				.map((name) -> name.substring("rollingops.".length()))
				.collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
