package io.github.rollingops.testsupport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;

import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.PeriodicTrigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ManualTimeTests {

	private final ManualTime time = new ManualTime();

	private final Clock clock = this.time.clock();

	private final Instant start = this.clock.instant();

	private final ManualTaskScheduler first = this.time.scheduler();

	private final ManualTaskScheduler second = this.time.scheduler();

	private final List<String> events = new ArrayList<>();

	@Test
	void tasksOfAllSchedulersRunInOrderOfTheirTimes() {
		this.first.schedule(() -> event("late"), at(3));
		this.second.schedule(() -> event("early"), at(1));
		this.first.schedule(() -> event("tie 1"), at(2));
		this.second.schedule(() -> event("tie 2"), at(2));
		this.time.advance(Duration.ofSeconds(2));
		assertThat(this.events).containsExactly("early at 1", "tie 1 at 2", "tie 2 at 2");
		assertThat(this.time.pendingTasks()).containsExactly(at(3));
	}

	@Test
	void bothClocksGoAlike() {
		long nanos = this.time.nanoTime();
		this.first.schedule(() -> event("on the way"), at(1));
		this.time.advance(Duration.ofMillis(2_500));
		assertThat(this.time.nanoTime() - nanos).isEqualTo(2_500_000_000L);
		assertThat(this.clock.instant()).isEqualTo(this.start.plusMillis(2_500));
		assertThat(this.first.getClock().instant()).isEqualTo(this.clock.instant());
	}

	@Test
	void taskThatComesUpOnTheWayRunsAtItsOwnTime() {
		this.first.schedule(() -> this.second.schedule(() -> event("second"), this.clock.instant().plusSeconds(1)),
				at(1));
		this.first.schedule(() -> event("third"), at(3));
		this.time.advance(Duration.ofSeconds(3));
		assertThat(this.events).containsExactly("second at 2", "third at 3");
	}

	@Test
	void overdueTaskRunsWithoutTimePassing() {
		this.first.schedule(() -> event("overdue"), at(-5));
		this.time.runDue();
		assertThat(this.events).containsExactly("overdue at 0");
	}

	@Test
	void periodicTasksRepeatUntilCancelled() {
		ScheduledFuture<?> rate = this.first.scheduleAtFixedRate(() -> event("rate"), at(1), Duration.ofSeconds(2));
		this.first.scheduleWithFixedDelay(() -> event("delay"), at(2), Duration.ofSeconds(2));
		this.first.schedule(() -> event("trigger"), new PeriodicTrigger(Duration.ofSeconds(4)));
		this.time.advance(Duration.ofSeconds(4));
		rate.cancel(false);
		this.time.advance(Duration.ofSeconds(2));
		assertThat(this.events).containsExactly("trigger at 0", "rate at 1", "delay at 2", "rate at 3", "trigger at 4",
				"delay at 4", "delay at 6");
		assertThat(rate.isCancelled()).isTrue();
	}

	@Test
	void taskMayCancelItself() {
		List<ScheduledFuture<?>> task = new ArrayList<>();
		task.add(this.first.scheduleAtFixedRate(() -> {
			event("once");
			task.get(0).cancel(true);
		}, at(1), Duration.ofSeconds(1)));
		this.time.advance(Duration.ofSeconds(5));
		assertThat(this.events).containsExactly("once at 1");
		assertThat(this.time.pendingTasks()).isEmpty();
	}

	@Test
	void pausedSchedulerRunsItsTasksTooLateWhileOthersGoOn() {
		this.first.schedule(() -> event("paused"), at(1));
		this.second.schedule(() -> event("other"), at(2));
		this.first.pause();
		this.time.advance(Duration.ofSeconds(5));
		assertThat(this.events).containsExactly("other at 2");
		this.first.resume();
		this.time.runDue();
		assertThat(this.events).containsExactly("other at 2", "paused at 5");
	}

	@Test
	void schedulerWithAWrongClockRunsItsTasksInTime() {
		ManualTaskScheduler skewed = this.time.scheduler(Duration.ofHours(-5));
		assertThat(skewed.getClock().instant()).isEqualTo(this.start.minus(Duration.ofHours(5)));
		skewed.schedule(() -> event("once"), skewed.getClock().instant().plusSeconds(1));
		skewed.scheduleWithFixedDelay(() -> event("delay"), Duration.ofSeconds(2));
		skewed.schedule(() -> event("trigger"), new PeriodicTrigger(Duration.ofSeconds(3)));
		this.time.advance(Duration.ofSeconds(4));
		assertThat(this.events).containsExactly("delay at 0", "trigger at 0", "once at 1", "delay at 2", "trigger at 3",
				"delay at 4");
	}

	@Test
	void killedSchedulerRunsNothingMore() {
		this.first.scheduleAtFixedRate(() -> event("dead"), at(1), Duration.ofSeconds(1));
		this.second.schedule(() -> event("alive"), at(1));
		this.first.kill();
		this.time.advance(Duration.ofSeconds(3));
		assertThat(this.events).containsExactly("alive at 1");
		assertThat(this.time.pendingTasks()).isEmpty();
	}

	@Test
	void exceptionOfATaskEndsTheAdvanceAtItsTime() {
		this.first.scheduleAtFixedRate(() -> {
			throw new IllegalStateException("broken");
		}, at(1), Duration.ofSeconds(1));
		assertThatIllegalStateException().isThrownBy(() -> this.time.advance(Duration.ofSeconds(5)))
			.withMessage("broken");
		assertThat(this.clock.instant()).isEqualTo(at(1));
		assertThat(this.time.pendingTasks()).containsExactly(at(2));
	}

	private Instant at(int seconds) {
		return this.start.plusSeconds(seconds);
	}

	private void event(String name) {
		this.events.add(name + " at " + Duration.between(this.start, this.clock.instant()).toSeconds());
	}

}
