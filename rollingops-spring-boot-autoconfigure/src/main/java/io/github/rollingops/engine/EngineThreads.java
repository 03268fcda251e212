package io.github.rollingops.engine;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import org.springframework.scheduling.TaskScheduler;

/**
 * The threads on which the engine works, and the clock by which it measures.
 *
 * @param scheduler for what is due at a time; its tasks only hand on to {@code work}
 * @param work for the steps, which wait for the store
 * @param watchdog for deadlines; shares its thread with nothing that waits for anything
 * @param callbacks for callbacks, which take as long as they like
 * @param events for events, one at a time and in order
 * @param nanoTime {@link System#nanoTime()}, or a clock turned by hand
 * @since 0.1.0
 */
public record EngineThreads(TaskScheduler scheduler, Executor work, TaskScheduler watchdog, Executor callbacks,
		Executor events, LongSupplier nanoTime) {
}
