package io.github.rollingops.actuate;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.github.rollingops.Explanation;
import io.github.rollingops.RollingOpsException;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.Trouble;
import io.github.rollingops.Trouble.Kind;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.event.LeadershipChangedEvent;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * {@link HealthIndicator} of this unit's part in its groups. Down if a group gets nothing
 * done because of it; what only slows things down is told as a detail. Whoever leads a
 * group also tells of others that fall silent, who cannot say so themselves: that costs
 * one snapshot of each group that it leads. Nothing that a restart of the process would
 * mend: keep it out of the liveness group.
 *
 * @since 0.1.0
 */
public class RollingOpsHealthIndicator extends AbstractHealthIndicator
		implements ApplicationListener<PayloadApplicationEvent<LeadershipChangedEvent>> {

	private final RollingOpsService rollingOps;

	private final DatabagStore store;

	/**
	 * The groups that this unit leads.
	 */
	private final Set<String> led = ConcurrentHashMap.newKeySet();

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
	public void onApplicationEvent(PayloadApplicationEvent<LeadershipChangedEvent> event) {
		LeadershipChangedEvent change = event.getPayload();
		if (change.leading()) {
			this.led.add(change.group());
		}
		else {
			this.led.remove(change.group());
		}
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
		// A store that does not answer would only be waited for once more.
		boolean reachable = troubles.values()
			.stream()
			.flatMap(List::stream)
			.noneMatch((found) -> found.kind() == Kind.NOT_JOINED || found.kind() == Kind.HEARTBEAT_UNANSWERED);
		Map<String, List<String>> words = new TreeMap<>();
		troubles.forEach((group, found) -> words.put(group, found.stream().map(this::words).toList()));
		if (reachable) {
			this.led.forEach((group) -> words.merge(group, silent(group),
					(own, others) -> Stream.concat(own.stream(), others.stream()).toList()));
		}
		words.values().removeIf(List::isEmpty);
		if (!words.isEmpty()) {
			builder.withDetail("groups", words);
		}
		List<String> warnings = reachable ? this.store.warnings() : List.of();
		if (!warnings.isEmpty()) {
			builder.withDetail("store", warnings);
		}
	}

	/**
	 * Tell of units that have missed their heartbeats.
	 */
	private List<String> silent(String group) {
		try {
			return this.rollingOps.group(group)
				.snapshot()
				.explanations()
				.stream()
				.filter((explanation) -> explanation.kind() == Explanation.Kind.SILENT)
				.map((explanation) -> explanation.kind() + ": " + explanation.description())
				.toList();
		}
		catch (RollingOpsException ex) {
			// The next heartbeat comes upon the same, and makes a trouble of it.
			return List.of();
		}
	}

	private String words(Trouble trouble) {
		return trouble.kind() + " for " + trouble.lasting().truncatedTo(ChronoUnit.SECONDS) + ": "
				+ trouble.description() + ((trouble.stack() != null) ? "\n" + trouble.stack() : "");
	}

}
