package io.github.rollingops.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.rollingops.LockRequest;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationAbortedException;
import io.github.rollingops.OperationResult;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.metrics.DefaultOperationObservationConvention;
import io.github.rollingops.metrics.ObservationInterceptor;
import io.github.rollingops.metrics.OperationObservationContext;
import io.github.rollingops.metrics.OperationObservationConvention;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is observed of a request and of the runs that it leads to.
 */
class ObservationTests {

	private static final Map<String, String> BAGGAGE = Map.of("baggage", "x".repeat(3000));

	private final EngineFleet fleet = new EngineFleet();

	private final TestObservationRegistry observations = TestObservationRegistry.create();

	private final UnitProcess leader = observed("a", this.observations, null).start();

	private final UnitProcess other = observed("b", this.observations, null).start();

	@Test
	void runIsObservedWithItsResult() {
		this.other.answer(OperationResult.RETRY_RELEASE);
		Operation operation = this.other.request("reload");
		long token = this.other.startedToken();
		this.observed()
			.hasObservationWithNameEqualTo("rollingops.operation")
			.that()
			.hasContextualNameEqualTo("run reload")
			.hasLowCardinalityKeyValue("group", "default")
			.hasLowCardinalityKeyValue("callback", "reload")
			.hasLowCardinalityKeyValue("result", "retry-release")
			.hasHighCardinalityKeyValue("rollingops.unit", "b")
			.hasHighCardinalityKeyValue("rollingops.operation", operation.id())
			.hasHighCardinalityKeyValue("rollingops.attempt", "0")
			.hasHighCardinalityKeyValue("rollingops.token", Long.toString(token))
			.hasBeenStopped();
	}

	@Test
	void failureIsObserved() {
		UnitProcess unit = observed("c", this.observations, null).callback("reload", (context) -> {
			throw new OperationAbortedException("on purpose");
		}).start();
		unit.request("reload");
		this.observed()
			.hasObservationWithNameEqualTo("rollingops.operation")
			.that()
			.hasLowCardinalityKeyValue("result", "aborted")
			.hasError();
	}

	@Test
	void requestIsObservedWithItsAnswer() {
		this.leader.holdCallbacks();
		this.leader.request("reload");
		this.observations.clear();
		Operation operation = this.other.request("reload");
		this.observed()
			.hasObservationWithNameEqualTo("rollingops.request")
			.that()
			.hasContextualNameEqualTo("request reload")
			.hasLowCardinalityKeyValue("group", "default")
			.hasLowCardinalityKeyValue("callback", "reload")
			.hasLowCardinalityKeyValue("result", "enqueued")
			.hasHighCardinalityKeyValue("rollingops.unit", "b")
			.hasHighCardinalityKeyValue("rollingops.operation", operation.id())
			.hasBeenStopped();
	}

	@Test
	void callbackThatNobodyHasBecomesNoTag() {
		this.leader.service().requestLockOn(List.of("b"), LockRequest.of("made-up"));
		this.observed()
			.hasObservationWithNameEqualTo("rollingops.request")
			.that()
			.hasLowCardinalityKeyValue("callback", "unknown")
			.hasLowCardinalityKeyValue("result", "refused");
	}

	@Test
	void conventionIsTheApplications() {
		UnitProcess unit = observed("c", this.observations, new DefaultOperationObservationConvention() {

			@Override
			public KeyValues getLowCardinalityKeyValues(OperationObservationContext context) {
				return super.getLowCardinalityKeyValues(context).and("zone", "north");
			}

		}).start();
		unit.request("reload");
		this.observed()
			.hasObservationWithNameEqualTo("rollingops.operation")
			.that()
			.hasLowCardinalityKeyValue("zone", "north");
	}

	@Test
	void traceOfTheRequestReachesEachRunOnAnotherUnit() {
		SimpleTracer here = new SimpleTracer();
		SimpleTracer there = new SimpleTracer();
		ObservationRegistry registry = traced(here);
		UnitProcess requester = observed("c", registry, null).start();
		UnitProcess runner = observed("d", traced(there), null).start();
		runner.answer(OperationResult.RETRY_RELEASE);
		Observation.createNotStarted("http", registry)
			.observe(() -> requester.service().requestLockOn(List.of("d"), LockRequest.of("reload")));
		this.fleet.advanceSeconds(60);
		SimpleSpan caller = Objects.requireNonNull(here.getSpans().peekFirst());
		SimpleSpan request = Objects.requireNonNull(here.getSpans().peekLast());
		assertThat(request.getTraceId()).isEqualTo(caller.getTraceId()).isNotEmpty();
		assertThat(request.getKind()).isEqualTo(Span.Kind.PRODUCER);
		assertThat(there.getSpans()).hasSize(2).allSatisfy((span) -> {
			assertThat(span.getKind()).isEqualTo(Span.Kind.CONSUMER);
			assertThat(span.getTraceId()).isEqualTo(request.getTraceId());
			assertThat(span.getParentId()).isEqualTo(request.getSpanId());
		});
		assertThat(runner.runs.get(0).operation().headers()).containsOnlyKeys("traceparent");
	}

	@Test
	void handlerThatFailsFailsNoOperation() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStop(Observation.Context context) {
				throw new IllegalStateException("on purpose");
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		UnitProcess unit = observed("c", registry, null).start();
		unit.request("reload");
		assertThat(unit.events(OperationCompletedEvent.class)).hasSize(1);
	}

	private TestObservationRegistryAssert observed() {
		return TestObservationRegistryAssert.assertThat(this.observations);
	}

	private UnitProcess observed(String name, ObservationRegistry registry,
			@Nullable OperationObservationConvention convention) {
		ObservationInterceptor interceptor = new ObservationInterceptor(registry, (group, id) -> id.equals("reload"),
				convention, null);
		return this.fleet.unit(name).around(interceptor).aroundRequests(interceptor);
	}

	private static ObservationRegistry traced(Tracer tracer) {
		ObservationRegistry registry = ObservationRegistry.create();
		Propagator propagator = new HeaderPropagator(tracer);
		registry.observationConfig()
			.observationHandler(new FirstMatchingCompositeObservationHandler(
					new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
					new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
					new DefaultTracingObservationHandler(tracer)));
		return registry;
	}

	/** Writes more than there is room for: what fits is what counts. */
	private record HeaderPropagator(Tracer tracer) implements Propagator {

		@Override
		public List<String> fields() {
			return List.of("traceparent", "baggage");
		}

		@Override
		public <C> void inject(TraceContext context, @Nullable C carrier, Setter<C> setter) {
			BAGGAGE.forEach((name, value) -> setter.set(carrier, name, value));
			setter.set(carrier, "not a name: at all", "left out");
			setter.set(carrier, "traceparent", context.traceId() + "-" + context.spanId());
		}

		@Override
		public <C> Span.Builder extract(C carrier, Getter<C> getter) {
			String header = getter.get(carrier, "traceparent");
			Span.Builder builder = this.tracer.spanBuilder();
			if (header == null) {
				return builder;
			}
			String[] ids = header.split("-");
			return builder.setParent(this.tracer.traceContextBuilder().traceId(ids[0]).spanId(ids[1]).build());
		}

	}

}
