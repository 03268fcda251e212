package io.github.rollingops.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a request and its keys. A bean of this type replaces
 * {@link DefaultLockRequestObservationConvention}.
 *
 * @since 0.1.0
 */
public interface LockRequestObservationConvention extends ObservationConvention<LockRequestObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof LockRequestObservationContext;
	}

}
