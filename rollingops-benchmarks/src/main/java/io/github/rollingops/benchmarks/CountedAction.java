package io.github.rollingops.benchmarks;

import java.util.List;
import java.util.stream.Stream;

import io.github.rollingops.action.Action;

/**
 * An action that does next to nothing: it counts its calls, in a field of its own, so
 * that a compiler can neither leave a call out nor make one addition of many calls.
 */
class CountedAction implements Action {

	private long calls;

	@Override
	public void execute() {
		this.calls++;
	}

	final long calls() {
		return this.calls;
	}

	static List<CountedAction> some(int number) {
		return Stream.generate(CountedAction::new).limit(number).toList();
	}

}
