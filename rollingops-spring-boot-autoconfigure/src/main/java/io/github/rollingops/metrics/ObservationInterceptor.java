package io.github.rollingops.metrics;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestInterceptor;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationInterceptor;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOpsInvalidLockRequestException;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Observes the requests of this unit and the runs of its operations, as
 * {@link RollingOpsObservation} says. The trace of a request travels in the headers of
 * the operation and is gone on with by each of its runs, on whichever unit.
 *
 * @since 0.1.0
 */
@Order(ObservationInterceptor.ORDER)
public final class ObservationInterceptor implements OperationInterceptor, LockRequestInterceptor {

	/**
	 * Outside of the application's own interceptors, which are part of the run.
	 */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	private static final Logger logger = LoggerFactory.getLogger(ObservationInterceptor.class);

	private static final OperationObservationConvention OPERATION = new DefaultOperationObservationConvention();

	private static final LockRequestObservationConvention REQUEST = new DefaultLockRequestObservationConvention();

	private final ObservationRegistry registry;

	private final BiPredicate<String, String> callbacks;

	private final @Nullable OperationObservationConvention operationConvention;

	private final @Nullable LockRequestObservationConvention requestConvention;

	/**
	 * Create an interceptor.
	 * @param registry where it is observed
	 * @param callbacks tells whether this unit has a callback, by group and id
	 * @param operationConvention how runs are named, or {@code null} for the default
	 * @param requestConvention how requests are named, or {@code null} for the default
	 */
	public ObservationInterceptor(ObservationRegistry registry, BiPredicate<String, String> callbacks,
			@Nullable OperationObservationConvention operationConvention,
			@Nullable LockRequestObservationConvention requestConvention) {
		this.registry = registry;
		this.callbacks = callbacks;
		this.operationConvention = operationConvention;
		this.requestConvention = requestConvention;
	}

	@Override
	public OperationResult intercept(OperationContext run, OperationInterceptor.Invocation invocation)
			throws Exception {
		OperationObservationContext context = new OperationObservationContext(run);
		Observation observation = start(() -> RollingOpsObservation.OPERATION.observation(this.operationConvention,
				OPERATION, () -> context, this.registry));
		try {
			return observation.<OperationResult, Exception>scopedChecked(() -> {
				OperationResult result = invocation.proceed();
				context.setResult(result);
				return result;
			});
		}
		finally {
			stop(observation);
		}
	}

	@Override
	public List<LockRequestResult> intercept(String group, LockRequest request,
			LockRequestInterceptor.Invocation invocation) {
		LockRequestObservationContext context = new LockRequestObservationContext(group, request,
				this.callbacks.test(group, request.callbackId()));
		Observation observation = start(() -> RollingOpsObservation.REQUEST.observation(this.requestConvention, REQUEST,
				() -> context, this.registry));
		try {
			return observation.scoped(() -> {
				List<LockRequestResult> results = invocation.proceed(withHeaders(request, context.getCarrier()));
				context.setResults(results);
				return results;
			});
		}
		finally {
			stop(observation);
		}
	}

	/**
	 * A handler that fails must not fail the operation, which would be tried again, and
	 * fail again, on every unit.
	 */
	private static Observation start(Supplier<Observation> observation) {
		try {
			return observation.get().start();
		}
		catch (RuntimeException ex) {
			logger.warn("Not observed", ex);
			return Observation.NOOP;
		}
	}

	/**
	 * What was done has been done, even if nobody can be told.
	 */
	private static void stop(Observation observation) {
		try {
			observation.stop();
		}
		catch (RuntimeException ex) {
			logger.warn("Not observed to the end", ex);
		}
	}

	/**
	 * Let the trace travel with the request, as far as there is room: for want of it no
	 * request is refused.
	 */
	private static LockRequest withHeaders(LockRequest request, @Nullable Map<String, String> headers) {
		LockRequest accompanied = request;
		if (headers != null) {
			for (Map.Entry<String, String> header : headers.entrySet()) {
				LockRequest extended = accompanied.withHeader(header.getKey(), header.getValue());
				accompanied = fits(extended) ? extended : accompanied;
			}
		}
		return accompanied;
	}

	private static boolean fits(LockRequest request) {
		try {
			Operation.create("any", Map.of(), null).accompanied(null, request.headers());
			return true;
		}
		catch (RollingOpsInvalidLockRequestException ex) {
			logger.debug("Not all that belongs to the trace travels with {}: {}", request.callbackId(),
					ex.getMessage());
			return false;
		}
	}

}
