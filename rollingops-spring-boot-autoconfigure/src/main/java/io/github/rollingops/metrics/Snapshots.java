package io.github.rollingops.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.github.rollingops.GroupSnapshot;
import io.github.rollingops.RollingOpsGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots for whoever looks at the meters: taken when somebody does, one for each group
 * and interval at most. A failure is kept for as long, for all groups: a scrape waits for
 * a store that is away once and not for each of its gauges.
 */
final class Snapshots {

	private static final Logger logger = LoggerFactory.getLogger(Snapshots.class);

	private final Function<String, RollingOpsGroup> groups;

	private final Function<String, Duration> interval;

	private final LongSupplier nanoTime;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Taken> taken = new ConcurrentHashMap<>();

	private volatile @Nullable Long failedAt;

	Snapshots(Function<String, RollingOpsGroup> groups, Function<String, Duration> interval, LongSupplier nanoTime) {
		this.groups = groups;
		this.interval = interval;
		this.nanoTime = nanoTime;
	}

	/**
	 * Return a group as it stood an interval ago at most.
	 * @param group the name of the group
	 * @return the group, or {@code null} if that cannot be said
	 */
	@Nullable GroupSnapshot of(String group) {
		// Who comes while another asks the store does without: the other may wait long.
		if (isDue(group) && this.lock.tryLock()) {
			try {
				if (isDue(group)) {
					take(group);
				}
			}
			finally {
				this.lock.unlock();
			}
		}
		Taken last = this.taken.get(group);
		return (last != null && isYoung(group, last.at(), 2)) ? last.snapshot() : null;
	}

	private boolean isDue(String group) {
		Taken last = this.taken.get(group);
		Long failed = this.failedAt;
		return (last == null || !isYoung(group, last.at(), 1)) && (failed == null || !isYoung(group, failed, 1));
	}

	private boolean isYoung(String group, long at, int intervals) {
		return this.nanoTime.getAsLong() - at < this.interval.apply(group).toNanos() * intervals;
	}

	private void take(String group) {
		try {
			GroupSnapshot snapshot = this.groups.apply(group).snapshot();
			this.taken.put(group, new Taken(snapshot, this.nanoTime.getAsLong()));
			this.failedAt = null;
		}
		catch (RuntimeException ex) {
			logger.debug("Group '{}' cannot be measured", group, ex);
			this.taken.remove(group);
			this.failedAt = this.nanoTime.getAsLong();
		}
	}

	private record Taken(GroupSnapshot snapshot, long at) {
	}

}
