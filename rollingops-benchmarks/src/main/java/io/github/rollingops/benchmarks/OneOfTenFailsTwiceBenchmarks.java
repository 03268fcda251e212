package io.github.rollingops.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.rollingops.action.Action;
import io.github.rollingops.action.ActionQueue;
import io.github.rollingops.action.ActionRetryException;
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
 * Ten actions of which the fifth fails twice and is called again at once: twelve calls.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class OneOfTenFailsTwiceBenchmarks {

	final List<CountedAction> failing = oneFails(StepFailedException::new);

	final List<CountedAction> asking = oneFails(ActionRetryException::new);

	private final List<Action> failingActions = List.copyOf(this.failing);

	private final List<Action> askingActions = List.copyOf(this.asking);

	private final Retriers retriers = new Retriers();

	private static List<CountedAction> oneFails(Supplier<? extends RuntimeException> failure) {
		List<CountedAction> actions = new ArrayList<>(CountedAction.some(10));
		actions.set(4, new FailingAction(failure));
		return actions;
	}

	/**
	 * What one would write by hand.
	 */
	@Benchmark
	public void direct() throws Exception {
		for (Action action : this.failingActions) {
			for (int attempt = 0;; attempt++) {
				try {
					action.execute();
					break;
				}
				catch (StepFailedException ex) {
					if (attempt == 2) {
						throw ex;
					}
				}
			}
		}
	}

	/**
	 * The action asks for it, with an exception that does look where it is thrown.
	 */
	@Benchmark
	public void queueAsked() throws Exception {
		ActionQueue queue = new ActionQueue();
		for (Action action : this.askingActions) {
			queue.add(action);
		}
		queue.execute();
	}

	@Benchmark
	public void queueWithPolicies() throws Exception {
		ActionQueue queue = new ActionQueue();
		for (Action action : this.failingActions) {
			queue.add(action.retrying(this.retriers.policy(), this.retriers.policy()));
		}
		queue.execute();
	}

	@Benchmark
	public void springRetryTemplate() throws Exception {
		this.retriers.template(this.failingActions);
	}

	@Benchmark
	public void resilience4jRetry() throws Throwable {
		this.retriers.resilience4j(this.failingActions);
	}

	@Benchmark
	public void failsafe() {
		this.retriers.failsafe(this.failingActions);
	}

}
