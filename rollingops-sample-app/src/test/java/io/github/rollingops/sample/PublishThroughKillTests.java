package io.github.rollingops.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A publication that a unit cannot bring to its end since it is killed in the middle.
 */
class PublishThroughKillTests {

	private static final String[] OPTIONS = { "--rollingops.lease-duration=6s", "--rollingops.renew-deadline=4s",
			"--rollingops.heartbeat-interval=1s", "--rollingops.command-timeout=1s", "--sample.step-duration=2s" };

	private final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	Path documents;

	@TempDir
	Path indexes;

	@Test
	void unitComesBackUndoesAndTriesAgainUntilAllServeTheNewIndex() throws Exception {
		Files.writeString(this.documents.resolve("old.md"), "# Old");
		List<String> options = Stream
			.concat(Stream.of(OPTIONS),
					Stream.of("--sample.documents=" + this.documents, "--sample.index-folder=" + this.indexes))
			.toList();
		try (RunningPage page = RunningPage.start(options.toArray(String[]::new))) {
			page.await("first roll", (state) -> turns(state, "release").count() == 3 && isIdle(state));
			Files.writeString(this.documents.resolve("new.md"), "# New");
			assertThat(page.post("api/operations", "{\"operation\":\"publish\",\"kwargs\":{}}").body())
				.contains("ENQUEUED")
				.doesNotContain("REFUSED");
			// It has switched to the new index by then, and has more to do
			JsonNode state = page.await("last step", (current) -> isAt(current, "warm-up", "started"));
			String unit = unitAt(state, "warm-up", "started");
			assertThat(page.post("api/units/" + unit + "/kill", "").statusCode()).isEqualTo(204);
			page.await("its end", (current) -> turns(current, "cut-short").count() == 1);
			page.await("its return", (current) -> unit(current, unit).path("port").isIntegralNumber());
			assertThat(hits(unit(page.state(), unit), "old")).isOne();
			page.await("undoing",
					(current) -> has(unit(current, unit), "switch", (status) -> status.startsWith("roll")));
			page.await("new turn", (current) -> turns(current, "retry-release")
				.anyMatch((turn) -> turn.path("unit").asString().equals(unit)));
			JsonNode end = page.await("end of the roll",
					(current) -> turns(current, "release").count() == 6 && isIdle(current));
			for (JsonNode each : elements(end.path("units"))) {
				assertThat(hits(each, "new")).as(each.toString()).isOne();
				Path folder = this.indexes.resolve(each.path("name").asString());
				Awaitility.await().until(() -> names(folder).size() == 2);
				assertThat(names(folder)).contains("served", Files.readString(folder.resolve("served")));
			}
		}
	}

	private static boolean isIdle(JsonNode state) {
		return elements(state.path("units")).stream().allMatch((unit) -> unit.path("status").asString().equals("IDLE"));
	}

	private static Stream<JsonNode> turns(JsonNode state, String result) {
		return elements(state.path("turns")).stream().filter((turn) -> turn.path("result").asString("").equals(result));
	}

	private static JsonNode unit(JsonNode state, String name) {
		return elements(state.path("units")).stream()
			.filter((unit) -> unit.path("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static boolean isAt(JsonNode state, String step, String status) {
		return elements(state.path("units")).stream().anyMatch((unit) -> has(unit, step, status::equals));
	}

	private static String unitAt(JsonNode state, String step, String status) {
		return elements(state.path("units")).stream()
			.filter((unit) -> has(unit, step, status::equals))
			.map((unit) -> unit.path("name").asString())
			.findFirst()
			.orElseThrow();
	}

	private static boolean has(JsonNode unit, String step, Predicate<String> status) {
		return elements(unit.path("steps")).stream()
			.filter((each) -> each.path("name").asString().equals(step))
			.anyMatch((each) -> status.test(each.path("status").asString()));
	}

	/**
	 * Ask a unit itself.
	 */
	private int hits(JsonNode unit, String word) throws Exception {
		URI uri = URI.create("http://127.0.0.1:%d/search?q=%s".formatted(unit.path("port").asInt(), word));
		String answer = this.http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
		return answer.split("\"document\"", -1).length - 1;
	}

	private static List<String> names(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	private static List<JsonNode> elements(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false).toList();
	}

}
