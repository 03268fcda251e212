package io.github.rollingops.engine;

import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.metrics.MeteredDatabagStore;
import io.github.rollingops.metrics.ObservationInterceptor;
import io.github.rollingops.metrics.RollingOpsMeter;
import io.github.rollingops.metrics.RollingOpsMeters;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * A process of a fleet that is measured as an application's would be.
 */
final class MeasuredUnit {

	final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	final UnitProcess process;

	MeasuredUnit(EngineFleet fleet, String name) {
		this.process = fleet.unit(name);
		RollingOpsMeters meters = new RollingOpsMeters(this.registry, name,
				(group) -> this.process.service().group(group), (group) -> EngineFleet.HEARTBEAT, fleet.time::nanoTime);
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.registry));
		ObservationInterceptor observed = new ObservationInterceptor(observations, (group, id) -> id.equals("reload"),
				null, null);
		this.process.over((store) -> new MeteredDatabagStore(store, () -> meters))
			.around(meters)
			.around(observed)
			.aroundRequests(observed)
			.listener(meters::happened);
	}

	MeasuredUnit start() {
		this.process.start();
		return this;
	}

	/** The value of a gauge or counter, or how often a timer was recorded. */
	double value(RollingOpsMeter meter, String... tags) {
		return switch (meter.getType()) {
			case COUNTER -> Objects.requireNonNull(find(meter, tags).counter()).count();
			case TIMER -> Objects.requireNonNull(find(meter, tags).timer()).count();
			case LONG_TASK_TIMER -> Objects.requireNonNull(find(meter, tags).longTaskTimer()).activeTasks();
			default -> Objects.requireNonNull(find(meter, tags).gauge()).value();
		};
	}

	/** All time that a timer has recorded, in seconds. */
	double seconds(RollingOpsMeter meter, String... tags) {
		return Objects.requireNonNull(find(meter, tags).timer()).totalTime(TimeUnit.SECONDS);
	}

	private Search find(RollingOpsMeter meter, String... tags) {
		return Search.in(this.registry).name(meter.getName()).tags(tags);
	}

}
