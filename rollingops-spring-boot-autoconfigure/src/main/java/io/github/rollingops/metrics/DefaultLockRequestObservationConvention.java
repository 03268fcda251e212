package io.github.rollingops.metrics;

import java.util.List;

import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.metrics.RollingOpsObservation.HighKey;
import io.github.rollingops.metrics.RollingOpsObservation.LowKey;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/**
 * How a request is observed unless the application says otherwise. To be extended by
 * whoever wants more keys.
 *
 * @since 0.1.0
 */
public class DefaultLockRequestObservationConvention implements LockRequestObservationConvention {

	@Override
	public String getName() {
		return RollingOpsObservation.REQUEST.getName();
	}

	@Override
	public String getContextualName(LockRequestObservationContext context) {
		return "request " + context.getRequest().callbackId();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(LockRequestObservationContext context) {
		return KeyValues.of(LowKey.GROUP.withValue(context.getGroup()),
				LowKey.CALLBACK
					.withValue(context.isKnownCallback() ? context.getRequest().callbackId() : GroupMeters.UNKNOWN),
				LowKey.RESULT.withValue(result(context)));
	}

	/**
	 * A request on several units may lead to many operations: those are found by their
	 * trace.
	 */
	@Override
	public KeyValues getHighCardinalityKeyValues(LockRequestObservationContext context) {
		List<LockRequestResult> results = context.getResults();
		Operation operation = (results.size() == 1) ? results.get(0).operation() : null;
		return (operation != null) ? KeyValues.of(HighKey.UNIT.withValue(results.get(0).unit()),
				HighKey.OPERATION.withValue(operation.id())) : KeyValues.empty();
	}

	private static String result(LockRequestObservationContext context) {
		List<LockRequestResult.Status> found = context.getResults()
			.stream()
			.map(LockRequestResult::status)
			.distinct()
			.toList();
		if (found.size() == 1) {
			return RollingOpsMeter.tag(found.get(0));
		}
		if (!found.isEmpty()) {
			return "mixed";
		}
		return (context.getError() != null) ? "failed" : KeyValue.NONE_VALUE;
	}

}
