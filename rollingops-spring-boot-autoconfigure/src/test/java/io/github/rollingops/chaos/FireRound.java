package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.chaos.Fact.What;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A fleet in one arena: it is started, put under fire, left in calm, and stopped.
 */
final class FireRound implements AutoCloseable {

	private static final Duration CALM_LIMIT = Pace.millis(60_000);

	private static final Duration MEND_LIMIT = Pace.millis(180_000);

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final ExecutorService strikes = Executors.newCachedThreadPool();

	private final ExecutorService reviving = Executors.newCachedThreadPool();

	private final CountDownLatch over = new CountDownLatch(1);

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final Site site;

	private final Fleet fleet;

	private final CrowdFaults crowd;

	FireRound(Site site, List<String> units) {
		this.site = site;
		this.fleet = new Fleet(site, units);
		this.crowd = new CrowdFaults(new FleetUnit(CrowdFaults.UNIT, site,
				new LaunchCommand(CrowdApplication.class, "crowd", CrowdFaults.UNIT, units, site)));
	}

	/**
	 * Runs it.
	 * @param fire for how long faults happen
	 * @param meanGap how far they are apart
	 * @param calm for how long the fleet goes on once all is mended
	 */
	void run(Duration fire, Duration meanGap, Duration calm) {
		List<FleetUnit> units = this.fleet.units();
		units.forEach(FleetUnit::launch);
		Diary diary = this.site.diary();
		Pulse pulse = Pulse.of(diary.life(), () -> {
		}, diary.log()::write);
		HistoryFollower history = new HistoryFollower(this.site);
		try {
			units.forEach(FleetUnit::awaitReady);
			units.forEach((unit) -> unit.request(true));
			rain(fire, meanGap);
			mend();
			goOn(calm);
			units.forEach((unit) -> unit.request(false));
			diary.note(What.CALM, "", "", "", 0, "");
			awaitNothingToDo();
			this.clock.shutdownNow();
			end(this.reviving);
			new Leftovers(this.site).note("calm");
			units.forEach(FleetUnit::stop);
			this.crowd.stop();
			new Leftovers(this.site).note("end");
		}
		finally {
			history.close();
			pulse.close();
		}
		this.failures.forEach((failure) -> {
			throw new IllegalStateException("The harness itself failed", failure);
		});
	}

	private void rain(Duration fire, Duration meanGap) {
		List<FaultKind> faults = new ArrayList<>(ProcessFaults.all());
		faults.addAll(this.site.arena().faults());
		if (this.site.arena().takesCrowds()) {
			faults.addAll(this.crowd.all());
		}
		List<FaultSchedule> schedule = FaultSchedule.draw(faults, fire, meanGap, this.site.seed());
		for (int i = 0; i < schedule.size(); i++) {
			FaultSchedule next = schedule.get(i);
			Strike strike = new Strike("f" + (i + 1), next.fault(), next.seed(), this.fleet, this.over);
			this.clock.schedule(() -> start(this.strikes, strike::run), next.at().toMillis(), TimeUnit.MILLISECONDS);
		}
		this.clock.scheduleWithFixedDelay(() -> start(this.reviving, this::revive), 200, 200, TimeUnit.MILLISECONDS);
		try {
			this.over.await(fire.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Ends all faults, and brings back all units. */
	private void mend() {
		this.over.countDown();
		end(this.strikes);
		Awaitility.await("units to be back")
			.atMost(MEND_LIMIT)
			.until(() -> this.fleet.units().stream().allMatch(FleetUnit::isReady));
	}

	private static void goOn(Duration calm) {
		try {
			TimeUnit.MILLISECONDS.sleep(calm.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void end(ExecutorService executor) {
		executor.shutdown();
		try {
			if (!executor.awaitTermination(MEND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
				this.failures.add(new IllegalStateException("A fault does not end"));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Brings back a unit that its own callback has ended. */
	private void revive() {
		FleetUnit dead = this.fleet.claimDead();
		if (dead == null) {
			return;
		}
		Strike strike = new Strike("d" + dead.life(), new FaultKind("deadly", 0, (struck) -> {
			struck.begins(dead, "");
			dead.launch();
			dead.awaitReady();
		}), new Random().nextLong(), this.fleet, this.over);
		try {
			strike.run();
		}
		finally {
			this.fleet.release(dead);
		}
	}

	private void awaitNothingToDo() {
		try {
			Awaitility.await()
				.ignoreExceptions()
				.atMost(CALM_LIMIT)
				.pollInterval(Duration.ofMillis(250))
				.until(new Leftovers(this.site)::isNothingToDo);
		}
		catch (ConditionTimeoutException ex) {
			// What is left is written down, and judged.
		}
	}

	private void start(ExecutorService executor, Runnable task) {
		executor.execute(() -> {
			try {
				task.run();
			}
			catch (RuntimeException | Error ex) {
				this.failures.add(ex);
			}
		});
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		this.strikes.shutdownNow();
		this.reviving.shutdownNow();
		this.fleet.close();
		this.crowd.close();
		this.site.arena().close();
		this.site.diary().log().close();
	}

}
