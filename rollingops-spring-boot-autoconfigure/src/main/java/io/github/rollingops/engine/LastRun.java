package io.github.rollingops.engine;

import io.github.rollingops.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * The operation that this unit started last: what the unit knows of it even if the store
 * has lost it.
 *
 * @param token the token under which it was started
 * @param operationId the operation
 * @param outcome what became of it, or {@code null} while it runs
 */
record LastRun(long token, String operationId, @Nullable Outcome outcome) {

	boolean isRunning(String id) {
		return this.operationId.equals(id) && this.outcome == null;
	}

	/**
	 * Return whether the operation ended in a way that rules another run out.
	 */
	boolean hasEnded(String id) {
		return this.operationId.equals(id) && this.outcome != null && this.outcome.isFinal();
	}

	@Nullable DropReason dropped() {
		return (this.outcome != null) ? this.outcome.dropReason() : null;
	}

}
