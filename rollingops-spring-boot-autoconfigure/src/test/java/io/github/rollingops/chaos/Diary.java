package io.github.rollingops.chaos;

import io.github.rollingops.OperationContext;
import io.github.rollingops.chaos.Fact.What;

/**
 * Where a process, or the harness, writes down what happens.
 *
 * @param log its file
 * @param life who writes
 */
record Diary(FactLog log, String life) {

	void note(What what, String group, String unit, String operation, long token, String detail) {
		note(System.nanoTime(), what, group, unit, operation, token, detail);
	}

	void note(long at, What what, String group, String unit, String operation, long token, String detail) {
		this.log.write(new Fact(at, what, this.life, group, unit, operation, token, detail));
	}

	/** Notes something about a run. */
	void note(long at, What what, OperationContext context, String detail) {
		note(at, what, context.group(), context.unit(), context.operation().id(), context.fencingToken(), detail);
	}

}
