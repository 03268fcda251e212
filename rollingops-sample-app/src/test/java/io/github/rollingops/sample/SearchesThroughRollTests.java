package io.github.rollingops.sample;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the turns are for: that whoever uses the service notices nothing of them.
 */
class SearchesThroughRollTests {

	/**
	 * A lease as short as is sound, so that the turn of a unit that was killed passes on
	 * sooner, and turns long enough to be killed in.
	 */
	private static final String[] DURATIONS = { "--rollingops.lease-duration=6s", "--rollingops.renew-deadline=4s",
			"--rollingops.heartbeat-interval=1s", "--rollingops.command-timeout=1s", "--sample.reindex-duration=2s" };

	@Test
	void noSearchFailsWhileAllUnitsRollAndOneIsKilledInItsTurn() throws Exception {
		try (RunningPage page = RunningPage.start(DURATIONS)) {
			page.await("first roll", (state) -> released(state).size() == 3 && isRunning(state));
			long failedBefore = page.state().at("/searches/failed").asLong();
			assertThat(page.post("api/searches", "{\"rate\":200}").statusCode()).isEqualTo(204);
			page.await("searches", searchesBeyond(0));
			assertThat(page.post("api/operations", "{\"operation\":\"reindex\",\"kwargs\":{\"force\":true}}").body())
				.contains("ENQUEUED")
				.doesNotContain("REFUSED");
			String holder = unit(page.await("turn", (state) -> running(state) != null));
			assertThat(page.post("api/units/" + holder + "/kill", "").statusCode()).isEqualTo(204);
			JsonNode rolled = page.await("end of the roll", (state) -> released(state).size() == 6 && isRunning(state));
			JsonNode end = page.await("searches on all units again",
					searchesBeyond(rolled.at("/searches/answered").asLong() + 200));
			assertThat(end.at("/searches/failed").asLong() - failedBefore).isZero();
			assertThat(turns(end)).extracting((turn) -> turn.path("result").asString()).contains("cut-short");
		}
	}

	private static Predicate<JsonNode> searchesBeyond(long answered) {
		return (state) -> state.at("/searches/answered").asLong() > answered;
	}

	private static boolean isRunning(JsonNode state) {
		return elements(state.path("units")).stream().allMatch((unit) -> unit.path("accepting").asBoolean());
	}

	private static List<JsonNode> released(JsonNode state) {
		return turns(state).stream().filter((turn) -> turn.path("result").asString("").equals("release")).toList();
	}

	private static String unit(JsonNode state) {
		return running(state).path("unit").asString();
	}

	private static JsonNode running(JsonNode state) {
		return turns(state).stream().filter((turn) -> turn.path("end").isNull()).findFirst().orElse(null);
	}

	private static List<JsonNode> turns(JsonNode state) {
		return elements(state.path("turns"));
	}

	private static List<JsonNode> elements(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false).toList();
	}

}
