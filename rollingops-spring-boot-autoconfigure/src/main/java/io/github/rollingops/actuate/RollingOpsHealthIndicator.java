package io.github.rollingops.actuate;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.rollingops.RollingOpsService;
import io.github.rollingops.Trouble;
import io.github.rollingops.Trouble.Kind;
import io.github.rollingops.databag.DatabagStore;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} of this unit's part in its groups. Down if a group gets nothing
 * done because of it; what only slows things down is told as a detail. Nothing that a
 * restart of the process would mend: keep it out of the liveness group.
 *
 * @since 0.1.0
 */
public class RollingOpsHealthIndicator extends AbstractHealthIndicator {

	private final RollingOpsService rollingOps;

	private final DatabagStore store;

	/**
	 * Create an indicator.
	 * @param rollingOps whose groups it is about
	 * @param store where they agree
	 */
	public RollingOpsHealthIndicator(RollingOpsService rollingOps, DatabagStore store) {
		super("The health of rolling operations could not be told");
		this.rollingOps = rollingOps;
		this.store = store;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Map<String, List<Trouble>> troubles = new TreeMap<>();
		for (String group : this.rollingOps.groups()) {
			List<Trouble> found = this.rollingOps.group(group).troubles();
			if (!found.isEmpty()) {
				troubles.put(group, found);
			}
		}
		boolean down = troubles.values().stream().flatMap(List::stream).anyMatch((found) -> found.kind().isBlocking());
		builder.status(down ? Status.DOWN : Status.UP);
		if (!troubles.isEmpty()) {
			Map<String, List<String>> words = new TreeMap<>();
			troubles.forEach((group, found) -> words.put(group, found.stream().map(this::words).toList()));
			builder.withDetail("groups", words);
		}
		// A store that does not answer would only be waited for once more.
		boolean reachable = troubles.values()
			.stream()
			.flatMap(List::stream)
			.noneMatch((found) -> found.kind() == Kind.NOT_JOINED || found.kind() == Kind.HEARTBEAT_UNANSWERED);
		List<String> warnings = reachable ? this.store.warnings() : List.of();
		if (!warnings.isEmpty()) {
			builder.withDetail("store", warnings);
		}
	}

	private String words(Trouble trouble) {
		return trouble.kind() + " for " + trouble.lasting().truncatedTo(ChronoUnit.SECONDS) + ": "
				+ trouble.description() + ((trouble.stack() != null) ? "\n" + trouble.stack() : "");
	}

}
