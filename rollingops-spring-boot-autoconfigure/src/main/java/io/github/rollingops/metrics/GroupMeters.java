package io.github.rollingops.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

import io.github.rollingops.DropReason;
import io.github.rollingops.Operation;
import io.github.rollingops.Trouble;
import io.github.rollingops.UnitSnapshot;
import io.github.rollingops.databag.FinishAnswer;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.metrics.RollingOpsMeter.Key;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of one group. All are there from the beginning: a counter that appears with
 * its first increment shows none.
 */
final class GroupMeters {

	static final String UNKNOWN = "unknown";

	private final MeterRegistry registry;

	private final Tags tags;

	private final Set<String> callbackIds;

	private final GroupWatch watch;

	GroupMeters(MeterRegistry registry, String group, Collection<String> callbackIds, GroupWatch watch,
			GroupFigures figures) {
		this.registry = registry;
		this.tags = Tags.of(Key.GROUP.asString(), group);
		this.callbackIds = new TreeSet<>(callbackIds);
		this.watch = watch;
		registerCounters();
		registerGauges(figures);
	}

	private void registerCounters() {
		Set<String> callbackIds = new TreeSet<>(this.callbackIds);
		callbackIds.add(UNKNOWN);
		for (String callbackId : callbackIds) {
			Tags tags = this.tags.and(Key.CALLBACK.asString(), callbackId);
			counter(RollingOpsMeter.REQUESTED, tags);
			counter(RollingOpsMeter.COMPLETED, tags);
			counter(RollingOpsMeter.RETRIES, tags);
			timer(RollingOpsMeter.WAIT, tags);
		}
		for (DropReason reason : DropReason.values()) {
			counter(RollingOpsMeter.DROPPED, reason(reason));
		}
		for (RollingOpsMeter meter : Set.of(RollingOpsMeter.GRANTS_LOST, RollingOpsMeter.GRANTS_STALE,
				RollingOpsMeter.DEPARTED, RollingOpsMeter.LEADERSHIP_CHANGES, RollingOpsMeter.SET_ASIDE,
				RollingOpsMeter.STORE_LOSSES)) {
			counter(meter, this.tags);
		}
		timer(RollingOpsMeter.HANDOVER, this.tags);
	}

	private void registerGauges(GroupFigures figures) {
		gauge(RollingOpsMeter.LEADING, this.tags, figures, GroupFigures::leading);
		gauge(RollingOpsMeter.HOLDING, this.tags, figures, GroupFigures::holding);
		gauge(RollingOpsMeter.LEADERLESS, this.tags, figures, GroupFigures::leaderless);
		gauge(RollingOpsMeter.QUEUE, this.tags, figures, GroupFigures::queue);
		gauge(RollingOpsMeter.GROUP_QUEUE, this.tags, figures, GroupFigures::groupQueue);
		gauge(RollingOpsMeter.GROUP_OLDEST, this.tags, figures, GroupFigures::groupOldest);
		gauge(RollingOpsMeter.GROUP_TURN, this.tags, figures, GroupFigures::groupTurn);
		gauge(RollingOpsMeter.GROUP_SILENCE, this.tags, figures, GroupFigures::groupSilence);
		for (Trouble.Kind kind : Trouble.Kind.values()) {
			gauge(RollingOpsMeter.TROUBLE, this.tags.and(Key.KIND.asString(), RollingOpsMeter.tag(kind)), figures,
					(known) -> known.trouble(kind));
		}
		for (UnitSnapshot.Status status : UnitSnapshot.Status.values()) {
			gauge(RollingOpsMeter.GROUP_UNITS, this.tags.and(Key.STATUS.asString(), RollingOpsMeter.tag(status)),
					figures, (known) -> known.groupUnits(status));
		}
	}

	GroupWatch watch() {
		return this.watch;
	}

	void count(RollingOpsMeter meter) {
		counter(meter, this.tags).increment();
	}

	void count(RollingOpsMeter meter, Operation operation) {
		counter(meter, callback(operation)).increment();
	}

	void dropped(DropReason reason) {
		counter(RollingOpsMeter.DROPPED, reason(reason)).increment();
	}

	void finished(FinishCommand command, FinishAnswer answer) {
		Duration handover = this.watch.finished(command, answer);
		if (handover != null) {
			timer(RollingOpsMeter.HANDOVER, this.tags).record(handover);
		}
	}

	/**
	 * Note the first run of an operation. Its token is the time of the grant by the
	 * store's clock, in microseconds, unless the store has had to raise it; what cannot
	 * be a time is left out.
	 */
	void granted(Operation operation, long token) {
		Instant grantedAt = Instant.EPOCH.plus(token, ChronoUnit.MICROS);
		if (operation.attempt() == 0 && operation.cutShortRuns() == 0 && !grantedAt.isBefore(operation.requestedAt())) {
			timer(RollingOpsMeter.WAIT, callback(operation))
				.record(Duration.between(operation.requestedAt(), grantedAt));
		}
	}

	private Tags callback(Operation operation) {
		String id = operation.callbackId();
		return this.tags.and(Key.CALLBACK.asString(), this.callbackIds.contains(id) ? id : UNKNOWN);
	}

	private Tags reason(DropReason reason) {
		return this.tags.and(Key.REASON.asString(), RollingOpsMeter.tag(reason));
	}

	private Counter counter(RollingOpsMeter meter, Tags tags) {
		return Counter.builder(meter.getName())
			.description(meter.description())
			.baseUnit(meter.getBaseUnit())
			.tags(tags)
			.register(this.registry);
	}

	private Timer timer(RollingOpsMeter meter, Tags tags) {
		return Timer.builder(meter.getName()).description(meter.description()).tags(tags).register(this.registry);
	}

	private void gauge(RollingOpsMeter meter, Tags tags, GroupFigures figures, ToDoubleFunction<GroupFigures> figure) {
		Gauge.builder(meter.getName(), figures, figure)
			.description(meter.description())
			.baseUnit(meter.getBaseUnit())
			.tags(tags)
			.strongReference(true)
			.register(this.registry);
	}

}
