package io.github.rollingops.metrics;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

/**
 * The run of an operation, to be observed. The operation carries the trace of its
 * request.
 *
 * @since 0.1.0
 */
public final class OperationObservationContext extends ReceiverContext<Operation> {

	private final OperationContext run;

	private @Nullable OperationResult result;

	/**
	 * Create a context.
	 * @param run the operation and the grant under which it runs
	 */
	public OperationObservationContext(OperationContext run) {
		super((operation, name) -> operation.headers().get(name), Kind.CONSUMER);
		this.run = run;
		setCarrier(run.operation());
	}

	/**
	 * Return the run.
	 * @return the operation and the grant under which it runs
	 */
	public OperationContext getRun() {
		return this.run;
	}

	/**
	 * Return what the callback answered.
	 * @return the answer, or {@code null} as long as it runs and if it threw
	 */
	public @Nullable OperationResult getResult() {
		return this.result;
	}

	void setResult(OperationResult result) {
		this.result = result;
	}

}
