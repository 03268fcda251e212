package io.github.rollingops.action;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Writes down that it was called, and throws what it is told to: one exception a call.
 */
final class RecordedAction implements Action {

	private final String name;

	private final List<String> calls;

	private final Deque<Throwable> onExecute = new ArrayDeque<>();

	private final Deque<Throwable> onRollback = new ArrayDeque<>();

	RecordedAction(String name, List<String> calls) {
		this.name = name;
		this.calls = calls;
	}

	RecordedAction failing(Throwable... errors) {
		this.onExecute.addAll(List.of(errors));
		return this;
	}

	RecordedAction failingToRollBack(Throwable... errors) {
		this.onRollback.addAll(List.of(errors));
		return this;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public void execute() throws Exception {
		called("+" + this.name, this.onExecute.poll());
	}

	@Override
	public void rollback() throws Exception {
		called("-" + this.name, this.onRollback.poll());
	}

	private void called(String call, Throwable error) throws Exception {
		this.calls.add(call);
		if (error instanceof Exception exception) {
			throw exception;
		}
		if (error instanceof Error fatal) {
			throw fatal;
		}
	}

}
