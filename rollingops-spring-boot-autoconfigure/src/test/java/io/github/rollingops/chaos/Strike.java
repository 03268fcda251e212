package io.github.rollingops.chaos;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.rollingops.chaos.Fact.What;

/**
 * One time at which a fault happens, and what it may draw on.
 */
final class Strike {

	private final String id;

	private final FaultKind fault;

	private final Random random;

	private final Fleet fleet;

	private final CountDownLatch over;

	private String detail = "";

	private String unit = "";

	private boolean begun;

	/**
	 * Create a strike.
	 * @param over no longer than until it is counted down
	 */
	Strike(String id, FaultKind fault, long seed, Fleet fleet, CountDownLatch over) {
		this.id = id;
		this.fault = fault;
		this.random = new Random(seed);
		this.fleet = fleet;
		this.over = over;
	}

	/** Lets it happen; nothing may be left amiss afterwards. */
	void run() {
		try {
			this.fault.deed().strike(this);
			ends("");
		}
		catch (UncheckedIOException ex) {
			// A server that is down by another fault, or a machine that is too busy.
			missed();
		}
		catch (RuntimeException | AssertionError ex) {
			ends(" (failed)");
			throw new IllegalStateException(this.id + " " + this.detail, ex);
		}
	}

	Fleet fleet() {
		return this.fleet;
	}

	Random random() {
		return this.random;
	}

	/** Does something to a process that nobody else does anything to, if there is one. */
	void on(Target target, Consumer<FleetUnit> deed) {
		FleetUnit unit = this.fleet.claim(target, this.random);
		if (unit == null) {
			return;
		}
		try {
			deed.accept(unit);
			if (!unit.isRunning()) {
				unit.launch();
			}
			unit.awaitReady();
		}
		finally {
			this.fleet.release(unit);
		}
	}

	/** Writes down that it begins, for one unit. */
	void begins(FleetUnit unit, String more) {
		this.unit = unit.name();
		begins(unit.life() + " " + more);
	}

	/** Writes down that it begins, on the way to one unit. */
	void beginsFor(String unit) {
		this.unit = unit;
		begins(unit);
	}

	/** Writes down that it begins, for all units if no other was named. */
	void begins(String target) {
		this.begun = true;
		this.detail = (this.fault.kind() + " " + target).trim();
		this.fleet.site().diary().note(What.FAULT_BEGINS, "", this.unit, this.id, 0, this.detail);
	}

	/** Takes back that it has happened. */
	void missed() {
		ends(" (missed)");
	}

	/** Lets it last for a while that is drawn, or until the end of the round. */
	void lasts(int fromMillis, int toMillis) {
		await(Pace.millis(fromMillis + this.random.nextInt(toMillis - fromMillis + 1)));
	}

	/** Waits, or until the end of the round; answers whether that has come. */
	boolean await(Duration duration) {
		try {
			return this.over.await(duration.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	private void ends(String how) {
		if (this.begun) {
			this.begun = false;
			this.fleet.site().diary().note(What.FAULT_ENDS, "", this.unit, this.id, 0, this.detail + how);
		}
	}

}
