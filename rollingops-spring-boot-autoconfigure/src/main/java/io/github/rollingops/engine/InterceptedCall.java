package io.github.rollingops.engine;

import io.github.rollingops.OperationAbortedException;
import io.github.rollingops.OperationInterceptor;
import io.github.rollingops.OperationResult;
import io.github.rollingops.callback.CallbackResult;
import io.github.rollingops.callback.RegisteredCallback;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One call of a callback, with all who stand around it.
 */
final class InterceptedCall implements OperationInterceptor.Invocation {

	private static final Log logger = LogFactory.getLog(InterceptedCall.class);

	private final RegisteredCallback callback;

	private final StepRunner steps;

	private final Run run;

	private boolean called;

	private StepRunner.@Nullable End end;

	InterceptedCall(RegisteredCallback callback, StepRunner steps, Run run) {
		this.callback = callback;
		this.steps = steps;
		this.run = run;
	}

	/**
	 * Make the call.
	 * @return how it ended
	 * @throws Exception what the callback, or somebody who stands around it, threw
	 */
	Ended make(Interceptors interceptors) throws Exception {
		try {
			return new Ended(interceptors.around(this.run, this).proceed(), this.end);
		}
		catch (Throwable ex) {
			// The steps are done, or undone, and written down as such: whatever came
			// afterwards, nothing may say otherwise.
			if (this.end == null) {
				throw ex;
			}
			if (this.end != StepRunner.End.STEPS_CHANGED) {
				logger.warn("An interceptor of " + this.run + " failed after its steps were " + this.end, ex);
			}
			return new Ended(OperationResult.RELEASE, this.end);
		}
	}

	@Override
	public OperationResult proceed() throws Exception {
		if (this.called) {
			throw new IllegalStateException("An interceptor goes on with " + this.run
					+ " a second time; have the operation run again by OperationResult.RETRY_HOLD");
		}
		this.called = true;
		CallbackResult result = this.callback.invoke(this.run);
		if (result instanceof CallbackResult.Steps queue) {
			this.end = this.steps.take(queue, this.run);
			return switch (this.end) {
				case DONE -> OperationResult.RELEASE;
				case UNDONE -> OperationResult.RETRY_RELEASE;
				case STEPS_CHANGED -> throw new OperationAbortedException(
						"The steps of " + this.run + " are others than those that were begun");
			};
		}
		return ((CallbackResult.Ended) result).result();
	}

	/**
	 * How a call ended.
	 *
	 * @param result what the outermost interceptor answered
	 * @param steps how the steps ended, which has the last word; {@code null} if there
	 * were none
	 */
	record Ended(OperationResult result, StepRunner.@Nullable End steps) {
	}

}
