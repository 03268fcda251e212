package io.github.rollingops.engine;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Whether a callback of this unit's group runs, across its lives: a life must not join
 * while a callback of an earlier one still has its thread.
 */
final class Idle {

	private volatile CompletableFuture<@Nullable Void> idle = CompletableFuture.completedFuture(null);

	private volatile @Nullable Run run;

	/**
	 * Note that a callback takes a thread.
	 * @return to be called when the thread is free again; a thread that returns late ends
	 * its own run and not the next one
	 */
	Runnable end(Run run) {
		CompletableFuture<@Nullable Void> returned = new CompletableFuture<>();
		this.run = run;
		this.idle = returned;
		return () -> returned.complete(null);
	}

	/**
	 * Return the run whose callback has a thread, of whatever life; or {@code null}.
	 */
	@Nullable Run running() {
		return isNow() ? null : this.run;
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
