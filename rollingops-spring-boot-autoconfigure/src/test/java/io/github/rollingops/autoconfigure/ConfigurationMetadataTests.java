package io.github.rollingops.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an IDE shows of the properties.
 */
class ConfigurationMetadataTests {

	private static final Set<String> WITHOUT_DEFAULT = Set.of("rollingops.namespace", "rollingops.unit-name",
			"rollingops.groups");

	@ParameterizedTest
	@MethodSource("properties")
	void propertyIsDescribed(JsonNode property) {
		String description = property.path("description").asString("");
		assertThat(description).endsWith(".").doesNotStartWith("The ");
		if (property.path("type").asString().equals("java.lang.Boolean")) {
			assertThat(description).startsWith("Whether to ");
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void defaultIsTold(JsonNode property) {
		assertThat(property.has("defaultValue")).isEqualTo(!WITHOUT_DEFAULT.contains(property.path("name").asString()));
	}

	@Test
	void allPropertiesAreThere() {
		assertThat(properties().map((property) -> property.path("name").asString()))
			.allMatch((name) -> name.startsWith("rollingops.") || name.startsWith("management."))
			.contains("rollingops.enabled", "rollingops.lease-duration", "rollingops.retry.hold.initial-delay",
					"rollingops.retry.release.jitter", "rollingops.max-kwargs-size", "rollingops.endpoint.show-kwargs",
					"management.endpoint.rollingops.access", "management.health.rollingops.enabled")
			.hasSize(28);
	}

	@ParameterizedTest
	@MethodSource("ownProperties")
	void readmeTellsOfPropertyAndDefault(JsonNode property) throws IOException {
		String[] words = property.path("name").asString().split("\\.");
		String value = property.path("defaultValue").asString("");
		assertThat(Files.readAllLines(Path.of("../README.md"))).filteredOn((line) -> line.startsWith("| `" + words[1]))
			.anySatisfy((line) -> assertThat(line).contains(words[words.length - 1]).contains(value));
	}

	@Test
	void readmeTellsOfNoOtherProperty() throws IOException {
		assertThat(readme()).containsExactlyInAnyOrderElementsOf(
				ownProperties().map((property) -> property.path("name").asString()).toList());
	}

	@Test
	void storesAndGroupsAreHinted() {
		assertThat(metadata().path("hints")).extracting((hint) -> hint.path("name").asString())
			.containsExactlyInAnyOrder("rollingops.store", "rollingops.groups.keys");
	}

	/**
	 * The properties of the table: names with dots before them are beside the first one
	 * of their row, and what comes after a group's name is told elsewhere.
	 */
	private static List<String> readme() throws IOException {
		List<String> names = new ArrayList<>();
		List<String> lines = Files.readAllLines(Path.of("../README.md"));
		int head = IntStream.range(0, lines.size())
			.filter((line) -> lines.get(line).startsWith("| `rollingops.` |"))
			.findFirst()
			.orElseThrow();
		for (String row : lines.subList(head + 2, lines.size())) {
			if (!row.startsWith("| `")) {
				return names;
			}
			String first = "";
			for (String name : row.substring(2, row.indexOf(" | ", 2)).replace("`", "").split(", ")) {
				first = name.startsWith(".") ? first.substring(0, first.lastIndexOf('.')) + name : name;
				names.add("rollingops." + (first.startsWith("groups.<name>") ? "groups" : first));
			}
		}
		return names;
	}

	static Stream<JsonNode> ownProperties() {
		return properties().filter((property) -> property.path("name").asString().startsWith("rollingops."));
	}

	static Stream<JsonNode> properties() {
		return metadata().path("properties").valueStream();
	}

	private static JsonNode metadata() {
		try (InputStream in = Objects.requireNonNull(RollingOpsProperties.class.getClassLoader()
			.getResourceAsStream("META-INF/spring-configuration-metadata.json"))) {
			return JsonMapper.shared().readTree(in);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
