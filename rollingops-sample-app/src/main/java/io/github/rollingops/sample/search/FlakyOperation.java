package io.github.rollingops.sample.search;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;

import org.springframework.stereotype.Component;

/**
 * Fails twice before it succeeds, and lets the other units proceed in between.
 */
@Component
class FlakyOperation {

	private static final int FAILURES = 2;

	private final TurnLog turns;

	FlakyOperation(TurnLog turns) {
		this.turns = turns;
	}

	@RollingOperation("flaky")
	OperationResult flaky(OperationContext context) throws Exception {
		return this.turns.record("flaky",
				() -> (context.attempt() < FAILURES) ? OperationResult.RETRY_RELEASE : OperationResult.RELEASE);
	}

}
