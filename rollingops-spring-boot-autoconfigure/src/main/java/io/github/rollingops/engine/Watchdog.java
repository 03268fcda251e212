package io.github.rollingops.engine;

import java.time.Duration;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Interrupts a run when the unit can no longer trust its grant, or when the operation's
 * timeout is over. Its thread waits for nothing: no store, no listener.
 */
final class Watchdog {

	private static final Log logger = LogFactory.getLog(Watchdog.class);

	private final Timers timers;

	private final Trust trust;

	private final Consumer<Run> grantLost;

	/**
	 * Create a watchdog.
	 * @param timers its own thread
	 * @param trust until when the unit believes in its membership
	 * @param grantLost told once of each run that has lost its grant
	 */
	Watchdog(Timers timers, Trust trust, Consumer<Run> grantLost) {
		this.timers = timers;
		this.trust = trust;
		this.grantLost = grantLost;
	}

	void watch(Run run) {
		Duration next = this.trust.remaining();
		if (!run.isTimedOut() && run.untilTimeout().compareTo(next) < 0) {
			next = run.untilTimeout();
		}
		this.timers.after(next, () -> check(run));
	}

	private void check(Run run) {
		if (run.hasReturned()) {
			return;
		}
		if (!run.isGranted()) {
			if (run.lose()) {
				this.grantLost.accept(run);
			}
			return;
		}
		if (!run.isTimedOut() && run.untilTimeout().isZero()) {
			logger.warn("Interrupting " + run.operation() + " on unit '" + run.unit() + "' of group '" + run.group()
					+ "': its timeout is over");
			run.timeOut();
		}
		watch(run);
	}

}
