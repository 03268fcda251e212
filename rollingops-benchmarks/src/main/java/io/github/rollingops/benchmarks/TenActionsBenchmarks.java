package io.github.rollingops.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.action.Action;
import io.github.rollingops.action.ActionOptions;
import io.github.rollingops.action.ActionQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ten actions that succeed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TenActionsBenchmarks {

	final List<CountedAction> counted = CountedAction.some(10);

	private final List<Action> actions = List.copyOf(this.counted);

	private final Retriers retriers = new Retriers();

	private long events;

	private final ActionOptions listening = ActionOptions.DEFAULT.withListeners(List.of((event) -> this.events++));

	@Benchmark
	public void direct() throws Exception {
		for (Action action : this.actions) {
			action.execute();
		}
	}

	@Benchmark
	public void queue() throws Exception {
		ActionQueue queue = new ActionQueue();
		for (Action action : this.actions) {
			queue.add(action);
		}
		queue.execute();
	}

	@Benchmark
	public void queueWithPolicies() throws Exception {
		ActionQueue queue = new ActionQueue();
		for (Action action : this.actions) {
			queue.add(action.retrying(this.retriers.policy(), this.retriers.policy()));
		}
		queue.execute();
	}

	@Benchmark
	public void queueWithListener() throws Exception {
		ActionQueue queue = new ActionQueue(this.listening);
		for (Action action : this.actions) {
			queue.add(action);
		}
		queue.execute();
	}

	@Benchmark
	public void springRetryTemplate() throws Exception {
		this.retriers.template(this.actions);
	}

	@Benchmark
	public void resilience4jRetry() throws Throwable {
		this.retriers.resilience4j(this.actions);
	}

	@Benchmark
	public void failsafe() {
		this.retriers.failsafe(this.actions);
	}

	long events() {
		return this.events;
	}

}
