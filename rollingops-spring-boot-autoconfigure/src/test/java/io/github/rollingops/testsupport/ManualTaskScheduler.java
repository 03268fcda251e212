package io.github.rollingops.testsupport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;

import io.github.rollingops.testsupport.ManualTask.Repetition;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.support.SimpleTriggerContext;

/**
 * Spring's scheduler on a {@link ManualTime}. Each engine has one of its own, so that a
 * single engine can be suspended or die while the others go on.
 */
public final class ManualTaskScheduler implements TaskScheduler {

	private final ManualTime time;

	private final Duration skew;

	private final Set<ManualTask> tasks = ConcurrentHashMap.newKeySet();

	private volatile boolean paused;

	ManualTaskScheduler(ManualTime time, Duration skew) {
		this.time = time;
		this.skew = skew;
	}

	/** Like a long pause of the garbage collector: what falls due runs too late. */
	public void pause() {
		this.paused = true;
	}

	/** What fell due in the pause runs with the next turn of the time. */
	public void resume() {
		this.paused = false;
	}

	/** Like the death of the process: nothing of this scheduler runs again. */
	public void kill() {
		pause();
		this.tasks.forEach((task) -> task.cancel(true));
	}

	boolean isPaused() {
		return this.paused;
	}

	@Override
	public Clock getClock() {
		return Clock.offset(this.time.clock(), this.skew);
	}

	@Override
	public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		SimpleTriggerContext context = new SimpleTriggerContext(getClock());
		Instant first = trigger.nextExecution(context);
		return (first == null) ? null : add(task, first, (due) -> {
			context.update(due, due, getClock().instant());
			return trigger.nextExecution(context);
		});
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		return add(task, startTime, (due) -> null);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		return add(task, startTime, (due) -> due.plus(period));
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		return scheduleAtFixedRate(task, getClock().instant(), period);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		return add(task, startTime, (due) -> getClock().instant().plus(delay));
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		return scheduleWithFixedDelay(task, getClock().instant(), delay);
	}

	private ManualTask add(Runnable action, Instant startTime, Repetition repetition) {
		ManualTask task = new ManualTask(this, this.time, action, startTime.minus(this.skew), (due) -> {
			Instant next = repetition.after(due.plus(this.skew));
			return (next != null) ? next.minus(this.skew) : null;
		});
		this.tasks.add(task);
		task.whenComplete((result, ex) -> this.tasks.remove(task));
		this.time.add(task);
		return task;
	}

}
