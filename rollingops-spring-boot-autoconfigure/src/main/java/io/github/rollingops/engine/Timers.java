package io.github.rollingops.engine;

import java.time.Duration;
import java.util.concurrent.Future;

import org.springframework.scheduling.TaskScheduler;

/**
 * Runs tasks after a delay.
 */
final class Timers {

	private final TaskScheduler scheduler;

	Timers(TaskScheduler scheduler) {
		this.scheduler = scheduler;
	}

	Future<?> after(Duration delay, Runnable task) {
		return this.scheduler.schedule(task, this.scheduler.getClock().instant().plus(delay));
	}

}
