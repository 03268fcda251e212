package io.github.rollingops.sample.search;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Keeps the lock, run after run, until somebody frees it with {@code POST /stubborn/free}
 * on the unit that holds it: meanwhile no other unit proceeds.
 */
@RestController
class StubbornOperation {

	private final TurnLog turns;

	private final AtomicBoolean freed = new AtomicBoolean();

	StubbornOperation(TurnLog turns) {
		this.turns = turns;
	}

	@RollingOperation("stubborn")
	OperationResult stubborn() throws Exception {
		return this.turns.record("stubborn",
				() -> this.freed.compareAndSet(true, false) ? OperationResult.RELEASE : OperationResult.RETRY_HOLD);
	}

	@PostMapping("/stubborn/free")
	void free() {
		this.freed.set(true);
	}

}
