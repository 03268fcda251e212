package io.github.rollingops.sample.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * The processes of the units.
 */
class Fleet implements AutoCloseable {

	/**
	 * Somewhat more than a unit takes to end by itself when Redis has gone already.
	 */
	private static final Duration GRACE = Duration.ofSeconds(10);

	private final BlockingQueue<FleetEvent> events = new LinkedBlockingQueue<>();

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private final FleetBoard board = new FleetBoard();

	private final List<UnitProcess> units;

	private final List<Thread> threads = new ArrayList<>();

	Fleet(Set<String> units, UnitCommand command) {
		this.units = units.stream()
			.map((unit) -> new UnitProcess(unit, command.toStart(unit), restarts(), this::tell))
			.toList();
	}

	/**
	 * Short enough for a unit that was killed, and finite for one that cannot start.
	 */
	private static BackOff restarts() {
		ExponentialBackOff restarts = new ExponentialBackOff(500, 2);
		restarts.setMaxAttempts(5);
		return restarts;
	}

	void start() {
		for (UnitProcess unit : this.units) {
			Thread thread = new Thread(unit, "unit");
			thread.setDaemon(true);
			thread.start();
			this.threads.add(thread);
		}
	}

	/**
	 * Add to what is reported as having happened.
	 */
	void tell(FleetEvent event) {
		this.board.note(event);
		this.events.add(event);
		this.listeners.forEach(Runnable::run);
	}

	/**
	 * Have something done after each event, on the thread that tells it.
	 */
	void onEvent(Runnable listener) {
		this.listeners.add(listener);
	}

	List<UnitProcess> units() {
		return this.units;
	}

	FleetBoard board() {
		return this.board;
	}

	/**
	 * Return what happened next.
	 * @param patience how long to wait for it
	 * @return the event, or {@code null} if nothing happened in that time
	 */
	@Nullable FleetEvent nextEvent(Duration patience) throws InterruptedException {
		return this.events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Stop all units and wait until their processes are gone and have told all.
	 */
	@Override
	public void close() {
		this.units.forEach(UnitProcess::stop);
		long deadline = System.nanoTime() + GRACE.toNanos();
		try {
			for (UnitProcess unit : this.units) {
				unit.awaitStopped(Duration.ofNanos(deadline - System.nanoTime()));
			}
			for (Thread thread : this.threads) {
				thread.join(GRACE.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
