package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.testsupport.JavaCommand;

/**
 * How a unit of the fleet is started.
 *
 * @param main its main class
 * @param application the name of its application
 * @param unit its name
 * @param units the names of all units
 * @param site where it is
 */
record LaunchCommand(Class<?> main, String application, String unit, List<String> units, Site site) {

	/** So many that none is lost before the harness has read it. */
	static final int HISTORY_SIZE = 50_000;

	/** The next life of the unit. */
	JavaCommand of(String life) {
		List<String> arguments = new ArrayList<>(List.of("--spring.application.name=" + this.application,
				"--spring.main.banner-mode=off", "--rollingops.namespace=" + this.site.namespace(),
				"--rollingops.unit-name=" + this.unit, "--rollingops.lease-duration=" + text(Pace.LEASE),
				"--rollingops.renew-deadline=" + text(Pace.RENEW_DEADLINE),
				"--rollingops.heartbeat-interval=" + text(Pace.HEARTBEAT),
				"--rollingops.command-timeout=" + text(Pace.COMMAND_TIMEOUT),
				"--rollingops.history-size=" + HISTORY_SIZE, "--rollingops.retry.release.initial-delay=50ms",
				"--rollingops.retry.release.max-delay=" + text(Pace.LONGEST_RETRY_DELAY),
				"--rollingops.retry.hold.initial-delay=50ms",
				"--rollingops.retry.hold.max-delay=" + text(Pace.LONGEST_RETRY_DELAY),
				"--spring.lifecycle.timeout-per-shutdown-phase=3s", "--fire.life=" + life,
				"--fire.facts=" + this.site.directory(), "--fire.units=" + String.join(",", this.units),
				"--fire.seed=" + this.site.seed(), "--fire.rate=" + this.site.rate()));
		arguments.addAll(this.site.arena().arguments(this.unit));
		arguments.addAll(Connections.arguments(this.unit));
		return this.site.classes()
			.applyTo(JavaCommand.of(this.main, arguments.toArray(String[]::new))
				.withSystemProperty(Pace.SLOWNESS_PROPERTY, String.valueOf(Pace.SLOWNESS)));
	}

	private static String text(Duration duration) {
		return duration.toMillis() + "ms";
	}

}
