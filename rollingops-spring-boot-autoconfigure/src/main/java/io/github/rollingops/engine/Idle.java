package io.github.rollingops.engine;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Whether a callback of this unit's group runs, across its lives: a life must not join
 * while a callback of an earlier one still has its thread.
 */
final class Idle {

	private volatile CompletableFuture<@Nullable Void> idle = CompletableFuture.completedFuture(null);

	void begin() {
		this.idle.complete(null);
	}

	void end() {
		this.idle = new CompletableFuture<>();
	}

	boolean isNow() {
		return this.idle.isDone();
	}

	/**
	 * Run a task as soon as no callback runs.
	 */
	void then(Runnable task) {
		this.idle.thenRun(task);
	}

}
