package io.github.rollingops.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.rollingops.databag.StoreUnreachableException;
import io.github.rollingops.metrics.RollingOpsMeter.Key;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Measures the calls to the store.
 */
final class StoreTimers {

	private final LongSupplier nanoTime;

	private final Map<Ended, Timer> timers = new HashMap<>();

	StoreTimers(MeterRegistry registry, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		for (Step step : Step.values()) {
			for (Outcome outcome : Outcome.values()) {
				this.timers.put(new Ended(step, outcome),
						Timer.builder(RollingOpsMeter.STORE_CALLS.getName())
							.description(RollingOpsMeter.STORE_CALLS.description())
							.tag(Key.STEP.asString(), RollingOpsMeter.tag(step))
							.tag(Key.OUTCOME.asString(), RollingOpsMeter.tag(outcome))
							.register(registry));
			}
		}
	}

	<T extends @Nullable Object> T time(Step step, Supplier<T> call) {
		long start = this.nanoTime.getAsLong();
		Outcome outcome = Outcome.FAILED;
		try {
			T answer = call.get();
			outcome = Outcome.ANSWERED;
			return answer;
		}
		catch (StoreUnreachableException ex) {
			outcome = Outcome.UNREACHABLE;
			throw ex;
		}
		finally {
			Objects.requireNonNull(this.timers.get(new Ended(step, outcome)))
				.record(this.nanoTime.getAsLong() - start, TimeUnit.NANOSECONDS);
		}
	}

	/**
	 * What the store can be asked for.
	 */
	enum Step {

		HEARTBEAT, REQUEST, SCHEDULE, FINISH, JOURNAL, LEAVE, ADMINISTER, SNAPSHOT, DATABAG, HISTORY, WARNINGS,
		SUBSCRIBE

	}

	/**
	 * What can become of a call.
	 */
	enum Outcome {

		ANSWERED, UNREACHABLE, FAILED

	}

	private record Ended(Step step, Outcome outcome) {
	}

}
