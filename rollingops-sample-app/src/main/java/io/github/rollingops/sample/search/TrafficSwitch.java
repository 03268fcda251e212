package io.github.rollingops.sample.search;

import java.util.concurrent.Callable;

import io.github.rollingops.sample.report.UnitReport.Traffic;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whether this unit takes searches. It is the readiness of the application, so that a
 * load balancer which looks at {@code /actuator/health/readiness} sees the same as the
 * launcher, which is told.
 */
@Component
class TrafficSwitch {

	private final ApplicationEventPublisher events;

	private final UnitReporter reporter;

	private final SearchIndex index;

	private volatile boolean accepted;

	TrafficSwitch(ApplicationEventPublisher events, UnitReporter reporter, SearchIndex index) {
		this.events = events;
		this.reporter = reporter;
		this.index = index;
	}

	boolean isAccepted() {
		return this.accepted;
	}

	/**
	 * Do something during which searches are left to the other units.
	 * @param work what to do
	 */
	<T> T refuseDuring(Callable<T> work) throws Exception {
		AvailabilityChangeEvent.publish(this.events, this, ReadinessState.REFUSING_TRAFFIC);
		try {
			return work.call();
		}
		finally {
			AvailabilityChangeEvent.publish(this.events, this, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	@EventListener
	void onChange(AvailabilityChangeEvent<ReadinessState> event) {
		this.accepted = event.getState() == ReadinessState.ACCEPTING_TRAFFIC;
		this.reporter.report(new Traffic(this.accepted, this.index.size()));
	}

}
