package io.github.rollingops.fleet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.rollingops.fleet.CrashCase.Scenario;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is on the disk in the end, wherever between two changes of disk or store the
 * process was killed. Each list of cases goes one point beyond the last that there is.
 */
class CrashTests {

	private static final List<CrashCase> RETRIED = diesAt(1, 17, Scenario.RETRIED);

	private static final List<CrashCase> ONCE = diesAt(1, 17, Scenario.ONCE);

	private static final List<CrashCase> RESUMED = diesAt(1, 17, Scenario.RESUMED);

	private static final List<CrashCase> FAILING = diesAt(14, 25, Scenario.FAILING);

	private static final List<CrashCase> UNDOING_AFTER_CRASH = diesAt(1, 11, Scenario.ONCE, "switch-half");

	private static final List<CrashCase> RESUMING = diesAt(1, 13, Scenario.RESUMED, "switch-half");

	/** From the first to the last word of the rollback: another run comes after it. */
	private static final List<CrashCase> FAILING_ONCE = diesAt(14, 24, Scenario.FAILING_ONCE);

	private static final List<CrashCase> DEADLY = Stream.of(Scenario.RETRIED, Scenario.RESUMED)
		.map((scenario) -> CrashCase.of(scenario, "switch-half", "switch-half", "switch-half", "switch-half"))
		.toList();

	private static final CrashCase RENAMED = CrashCase.of(Scenario.RENAMED, "announce-half");

	private static final CrashCase INSERTED_BEFORE = CrashCase.of(Scenario.INSERTED, "switch-half");

	private static final CrashCase INSERTED_BEHIND = CrashCase.of(Scenario.INSERTED, "build-half");

	private static final List<List<CrashCase>> BOUNDED = List.of(RETRIED, ONCE, RESUMED, FAILING, UNDOING_AFTER_CRASH,
			RESUMING);

	private static final List<CrashCase> ALL = Stream
		.concat(BOUNDED.stream(), Stream.of(FAILING_ONCE, DEADLY, List.of(RENAMED, INSERTED_BEFORE, INSERTED_BEHIND)))
		.flatMap(List::stream)
		.toList();

	private static final String RELEASED = "-";

	@TempDir
	private static Path disk;

	private static CrashFleet fleet;

	@BeforeAll
	static void live() {
		// Many groups begin at once, and none may lose its grant because of that.
		fleet = new CrashFleet(ALL, disk, "--rollingops.lease-duration=9s", "--rollingops.renew-deadline=6s",
				"--rollingops.heartbeat-interval=1s", "--rollingops.command-timeout=2s");
		fleet.liveUntilAllIsOver();
	}

	@AfterAll
	static void close() {
		fleet.close();
	}

	private static List<CrashCase> diesAt(int first, int last, Scenario scenario, String... before) {
		return IntStream.rangeClosed(first, last).mapToObj((point) -> {
			List<Object> deaths = new ArrayList<>(List.of(before));
			deaths.add(point);
			return CrashCase.of(scenario, deaths.toArray());
		}).toList();
	}

	@Test
	void processDiesAtEveryPointThatThereIs() {
		assertThat(BOUNDED).allSatisfy((cases) -> {
			CrashCase beyond = cases.get(cases.size() - 1);
			assertThat(cases).allSatisfy((crash) -> assertThat(fleet.points(crash).deaths())
				.isEqualTo(crash.deaths().size() - (crash.equals(beyond) ? 1 : 0)));
		});
		assertThat(FAILING_ONCE)
			.allSatisfy((crash) -> assertThat(fleet.points(crash).deaths()).isEqualTo(crash.deaths().size()));
	}

	@Test
	void operationIsUndoneAndDoneAgain() {
		assertThat(RETRIED).allSatisfy((crash) -> assertWholeByLastRun(crash));
		assertThat(FAILING_ONCE).allSatisfy((crash) -> assertWholeByLastRun(crash));
	}

	private static void assertWholeByLastRun(CrashCase crash) {
		int last = fleet.points(crash).runs();
		assertThat(fleet.end(crash)).isEqualTo(RELEASED);
		assertThat(fleet.effects(crash)).isEqualTo(Publication.whole(last, last, last));
	}

	@Test
	void operationThatMayNotBeTriedAgainIsUndoneUnlessItsEndWasHeard() {
		assertThat(ONCE).allSatisfy((crash) -> {
			boolean released = fleet.points(crash).all().contains("finish-RELEASE");
			assertThat(fleet.end(crash)).isEqualTo(released ? RELEASED : "MAX_RETRY_EXCEEDED");
			assertThat(fleet.effects(crash)).isEqualTo(released ? Publication.whole(1, 1, 1) : Publication.undone());
		});
	}

	@Test
	void undoingGoesOnWhereItWasCutShort() {
		assertThat(Stream.concat(FAILING.stream(), UNDOING_AFTER_CRASH.stream()).toList()).allSatisfy((crash) -> {
			assertThat(fleet.end(crash)).isEqualTo("MAX_RETRY_EXCEEDED");
			assertThat(fleet.effects(crash)).isEqualTo(Publication.undone());
		});
	}

	@Test
	void resumedOperationDoesNoStepTwiceThatWasCompleted() {
		assertThat(Stream.concat(RESUMED.stream(), RESUMING.stream()).toList()).allSatisfy((crash) -> {
			CrashPoints points = fleet.points(crash);
			assertThat(fleet.end(crash)).isEqualTo(RELEASED);
			assertThat(fleet.effects(crash)).isEqualTo(Publication.whole(points.runThatCompleted("build"),
					points.runThatCompleted("switch"), points.runThatCompleted("announce")));
		});
	}

	@Test
	void operationThatKillsItsProcessIsUndoneAndDroppedAfterThreeRuns() {
		assertThat(DEADLY).allSatisfy((crash) -> {
			assertThat(fleet.points(crash).deaths()).isEqualTo(3);
			assertThat(fleet.end(crash)).isEqualTo("PROCESS_DIED");
			assertThat(fleet.effects(crash)).isEqualTo(Publication.undone());
		});
	}

	@Test
	void operationWhoseStepsHaveChangedIsUndoneAsFarAsNamesMatch() {
		Map<String, String> whole = Publication.whole(1, 1, 1);
		assertThat(fleet.end(RENAMED)).isEqualTo("STEPS_CHANGED");
		assertThat(fleet.effects(RENAMED)).isEqualTo(Map.of("live", whole.get("live"), "previous",
				whole.get("previous"), "log", Publication.undone().get("log")));
		assertThat(fleet.left(RENAMED)).containsExactly("switch");
		assertThat(fleet.end(INSERTED_BEFORE)).isEqualTo("STEPS_CHANGED");
		assertThat(fleet.effects(INSERTED_BEFORE)).isEqualTo(Publication.undone());
		assertThat(fleet.left(INSERTED_BEFORE)).isEmpty();
	}

	@Test
	void stepThatIsNewBehindThoseThatWereBegunChangesNothing() {
		assertThat(fleet.points(INSERTED_BEHIND).all()).contains("check-completed");
		assertThat(fleet.end(INSERTED_BEHIND)).isEqualTo(RELEASED);
		assertThat(fleet.effects(INSERTED_BEHIND)).isEqualTo(Publication.whole(2, 2, 2));
	}

	@Test
	void noRunBeginsFromTheStartWhereEffectsAreLeft() {
		assertThat(ALL)
			.allSatisfy((crash) -> assertThat(fleet.points(crash).all()).doesNotContain("claim-of-none-with-effects"));
	}

	@Test
	void journalIsGoneInTheEnd() {
		assertThat(ALL).allSatisfy((crash) -> {
			assertThat(fleet.databag(crash, "operations")).isEqualTo("[]");
			assertThat(Stream.of("journal", "journal_left", "journal_steps"))
				.allSatisfy((field) -> assertThat(fleet.databag(crash, field)).isNull());
		});
		assertThat(ALL).filteredOn((crash) -> !fleet.left(crash).isEmpty()).containsExactly(RENAMED);
	}

}
