package io.github.rollingops.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Takes what comes from all sources - timers, hints, callers, callbacks - and does one
 * thing after the other, so that what belongs to it needs no lock.
 */
final class Mailbox implements Executor {

	private static final Log logger = LogFactory.getLog(Mailbox.class);

	private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(1);

	private final Executor executor;

	private final Timers timers;

	private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean draining = new AtomicBoolean();

	private final AtomicBoolean waiting = new AtomicBoolean();

	Mailbox(Executor executor, Timers timers) {
		this.executor = executor;
		this.timers = timers;
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		drainLater();
	}

	Future<?> executeAfter(Duration delay, Runnable task) {
		try {
			return this.timers.after(delay, () -> execute(task));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Not done later, since the scheduler has been shut down", ex);
			return CompletableFuture.completedFuture(null);
		}
	}

	private void drainLater() {
		if (!this.tasks.isEmpty() && this.draining.compareAndSet(false, true)) {
			try {
				this.executor.execute(this::drain);
			}
			catch (RuntimeException | Error ex) {
				// The application is being stopped, and its executors with it; or there
				// is
				// no thread to be had just now.
				logger.debug("Not done yet, since the executor refused", ex);
				this.draining.set(false);
				tryAgainLater();
			}
		}
	}

	/**
	 * Nothing else may come that would bring the rest along.
	 */
	private void tryAgainLater() {
		if (this.waiting.compareAndSet(false, true)) {
			try {
				this.timers.after(PAUSE_AFTER_REFUSAL, () -> {
					this.waiting.set(false);
					drainLater();
				});
			}
			catch (RejectedExecutionException ex) {
				this.waiting.set(false);
				logger.debug("Not done, since the scheduler has been shut down", ex);
			}
		}
	}

	private void drain() {
		try {
			Runnable task = this.tasks.poll();
			while (task != null) {
				run(task);
				task = this.tasks.poll();
			}
		}
		finally {
			this.draining.set(false);
			drainLater();
		}
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("A step of the engine failed", ex);
		}
	}

}
