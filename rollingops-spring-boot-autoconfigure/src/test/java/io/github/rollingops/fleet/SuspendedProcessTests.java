package io.github.rollingops.fleet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.rollingops.fleet.CrashCase.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that stands still in the middle of a step until another life has its name.
 */
class SuspendedProcessTests {

	@TempDir
	private Path disk;

	@Test
	void stepsThatAnotherLifeOwnsAreNotUndone() {
		CrashCase crash = CrashCase.of(Scenario.SUSPENDED, "switch-half", "switch-half");
		try (CrashFleet fleet = new CrashFleet(List.of(crash), this.disk)) {
			UnitProcess suspended = fleet.begin();
			fleet.awaitRest(crash);
			suspended.pause();
			UnitProcess returned = fleet.live();
			fleet.awaitRest(crash);
			Map<String, String> effects = fleet.effects(crash);
			List<String> points = fleet.points(crash).all();
			suspended.resume();
			assertThat(suspended.line("Action 'switch' of queue")).contains("could not be rolled back");
			assertThat(suspended.line("taken them over")).isNotNull();
			assertThat(suspended.line("Action 'build' of queue")).contains("could not be rolled back");
			assertThat(fleet.effects(crash)).isEqualTo(effects);
			assertThat(fleet.points(crash).all()).isEqualTo(points).containsOnlyOnce("build-undone");
			returned.kill();
			fleet.live();
			fleet.awaitRest(crash);
			int run = fleet.points(crash).runs();
			assertThat(fleet.end(crash)).isEqualTo("-");
			assertThat(fleet.effects(crash)).isEqualTo(Publication.whole(run, run, run));
		}
	}

}
