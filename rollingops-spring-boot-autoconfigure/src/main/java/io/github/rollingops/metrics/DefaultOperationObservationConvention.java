package io.github.rollingops.metrics;

import io.github.rollingops.OperationAbortedException;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.metrics.RollingOpsObservation.HighKey;
import io.github.rollingops.metrics.RollingOpsObservation.LowKey;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/**
 * How the run of an operation is observed unless the application says otherwise. To be
 * extended by whoever wants more keys.
 *
 * @since 0.1.0
 */
public class DefaultOperationObservationConvention implements OperationObservationConvention {

	@Override
	public String getName() {
		return RollingOpsObservation.OPERATION.getName();
	}

	@Override
	public String getContextualName(OperationObservationContext context) {
		return "run " + context.getRun().operation().callbackId();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(OperationObservationContext context) {
		OperationContext run = context.getRun();
		return KeyValues.of(LowKey.GROUP.withValue(run.group()),
				LowKey.CALLBACK.withValue(run.operation().callbackId()), LowKey.RESULT.withValue(result(context)));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(OperationObservationContext context) {
		OperationContext run = context.getRun();
		return KeyValues.of(HighKey.UNIT.withValue(run.unit()), HighKey.OPERATION.withValue(run.operation().id()),
				HighKey.ATTEMPT.withValue(Integer.toString(run.operation().attempt())),
				HighKey.TOKEN.withValue(Long.toString(run.fencingToken())));
	}

	private static String result(OperationObservationContext context) {
		OperationResult result = context.getResult();
		if (result != null) {
			return result.value();
		}
		if (context.getError() == null) {
			return KeyValue.NONE_VALUE;
		}
		return (context.getError() instanceof OperationAbortedException) ? "aborted" : "failed";
	}

}
