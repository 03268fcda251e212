package io.github.rollingops.chaos;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fleet of real processes that requests and runs operations of every kind while
 * processes, Redis and the network between them fail by a schedule that a seed decides.
 * {@code -Dchaos.minutes} makes it longer than the ordinary build can afford, and
 * {@code -Dchaos.seed} repeats a schedule, though not the machine's timing.
 */
// The campaign bounds itself.
@Timeout(value = 6, unit = TimeUnit.HOURS)
class FleetUnderFireTests {

	@Test
	void fleetKeepsItsPromisesUnderFire() throws Exception {
		Campaign campaign = Campaign.ofSystemProperties();
		System.out.println("A fleet under fire, to be had again by: " + campaign.command());
		if (!ProcessFaults.canSetClocks()) {
			System.out.println("No unit gets a clock of its own: libfaketime is not installed.");
		}
		Map<Stage, Verdict> verdicts = campaign.run();
		verdicts.forEach((stage, verdict) -> {
			System.out.println("\n" + stage + " " + verdict.measures() + "\n");
			System.out.println(FaultTable.of(verdict));
			verdict.notes().forEach(System.out::println);
		});
		assertThat(verdicts).isNotEmpty();
		assertThat(verdicts.entrySet()
			.stream()
			.flatMap((entry) -> entry.getValue()
				.violations()
				.stream()
				.map((violation) -> entry.getKey() + " " + violation)))
			.as("violations; the facts are in %s, and '%s' repeats the schedule", campaign.directory(),
					campaign.command())
			.isEmpty();
		FileSystemUtils.deleteRecursively(campaign.directory());
	}

}
