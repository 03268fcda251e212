package io.github.rollingops.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.github.rollingops.DropReason;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationInterceptor;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.event.EntrySetAsideEvent;
import io.github.rollingops.event.GrantLostEvent;
import io.github.rollingops.event.LeadershipChangedEvent;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationDroppedEvent;
import io.github.rollingops.event.OperationRequestedEvent;
import io.github.rollingops.event.OperationRetryScheduledEvent;
import io.github.rollingops.event.RollingOpsEvent;
import io.github.rollingops.event.RollingOpsLockGrantedEvent;
import io.github.rollingops.event.StaleGrantReleasedEvent;
import io.github.rollingops.event.StoreLostEvent;
import io.github.rollingops.event.UnitLeftEvent;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Measures what this unit does in its groups, as {@link RollingOpsMeter} says. What
 * happens comes from the events, where the unit stands from the answers of the store,
 * which has to be a {@link MeteredDatabagStore} of these meters. A group has meters from
 * its first heartbeat on.
 *
 * @since 0.1.0
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RollingOpsMeters implements OperationInterceptor {

	private final MeterRegistry registry;

	private final String unit;

	private final Function<String, RollingOpsGroup> groups;

	private final LongSupplier nanoTime;

	private final Snapshots snapshots;

	private final StoreTimers storeTimers;

	private final Map<String, GroupMeters> meters = new ConcurrentHashMap<>();

	/**
	 * Create meters.
	 * @param registry where they are registered
	 * @param unit the name of this unit
	 * @param groups the groups by name, asked when somebody looks at the meters
	 * @param heartbeatInterval of each group: no more than one snapshot is taken in it
	 * @param nanoTime by which time is measured
	 */
	public RollingOpsMeters(MeterRegistry registry, String unit, Function<String, RollingOpsGroup> groups,
			Function<String, Duration> heartbeatInterval, LongSupplier nanoTime) {
		this.registry = registry;
		this.unit = unit;
		this.groups = groups;
		this.nanoTime = nanoTime;
		this.snapshots = new Snapshots(groups, heartbeatInterval, nanoTime);
		this.storeTimers = new StoreTimers(registry, nanoTime);
	}

	StoreTimers storeTimers() {
		return this.storeTimers;
	}

	@Nullable GroupMeters find(String group) {
		return this.meters.get(group);
	}

	/**
	 * Return the meters of a group of this unit, registered if they are not yet.
	 */
	GroupMeters of(String group, List<String> callbackIds) {
		return this.meters.computeIfAbsent(group, (name) -> {
			GroupWatch watch = new GroupWatch(this.unit, this.nanoTime);
			GroupFigures figures = new GroupFigures(this.groups.apply(name), watch, this.snapshots);
			return new GroupMeters(this.registry, name, callbackIds, watch, figures);
		});
	}

	@Override
	public OperationResult intercept(OperationContext context, Invocation invocation) throws Exception {
		GroupMeters meters = find(context.group());
		if (meters == null) {
			return invocation.proceed();
		}
		meters.watch().began(context.fencingToken());
		try {
			return invocation.proceed();
		}
		finally {
			meters.watch().returned(context.fencingToken());
		}
	}

	/**
	 * Count what happened. Comes first, since a listener that fails keeps those after it
	 * from being told.
	 * @param event what happened
	 */
	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	public void happened(RollingOpsEvent event) {
		GroupMeters meters = find(event.group());
		if (meters != null && !operation(meters, event)) {
			group(meters, event);
		}
	}

	private boolean operation(GroupMeters meters, RollingOpsEvent event) {
		if (event instanceof OperationRequestedEvent requested) {
			meters.count(RollingOpsMeter.REQUESTED, requested.operation());
		}
		else if (event instanceof RollingOpsLockGrantedEvent granted) {
			meters.granted(granted.operation(), granted.fencingToken());
		}
		else if (event instanceof OperationCompletedEvent completed) {
			meters.count(RollingOpsMeter.COMPLETED, completed.operation());
		}
		else if (event instanceof OperationRetryScheduledEvent retry) {
			meters.count(RollingOpsMeter.RETRIES, retry.operation());
		}
		else if (event instanceof OperationDroppedEvent dropped) {
			// The unit in whose queue it stood hears of it as well, unless it is gone.
			if (dropped.unit().equals(this.unit) || dropped.reason() == DropReason.UNIT_FORGOTTEN) {
				meters.dropped(dropped.reason());
			}
		}
		else {
			return false;
		}
		return true;
	}

	private void group(GroupMeters meters, RollingOpsEvent event) {
		if (event instanceof GrantLostEvent) {
			meters.count(RollingOpsMeter.GRANTS_LOST);
		}
		else if (event instanceof StaleGrantReleasedEvent) {
			meters.count(RollingOpsMeter.GRANTS_STALE);
		}
		else if (event instanceof LeadershipChangedEvent changed && changed.leading()) {
			meters.count(RollingOpsMeter.LEADERSHIP_CHANGES);
		}
		else if (event instanceof UnitLeftEvent left && left.departed()) {
			meters.count(RollingOpsMeter.DEPARTED);
		}
		else if (event instanceof EntrySetAsideEvent) {
			meters.count(RollingOpsMeter.SET_ASIDE);
		}
		else if (event instanceof StoreLostEvent) {
			meters.count(RollingOpsMeter.STORE_LOSSES);
		}
	}

}
