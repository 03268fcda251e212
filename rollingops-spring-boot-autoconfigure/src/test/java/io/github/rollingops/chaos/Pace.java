package io.github.rollingops.chaos;

import java.time.Duration;

/**
 * The times by which the fleet lives: short, so that much happens in a round. A machine
 * that has other work as well cannot keep them, and needs {@code -Dchaos.slowness=3}.
 */
final class Pace {

	static final String SLOWNESS_PROPERTY = "chaos.slowness";

	static final double SLOWNESS = Double.parseDouble(System.getProperty(SLOWNESS_PROPERTY, "1"));

	static final Duration LEASE = millis(3000);

	static final Duration RENEW_DEADLINE = millis(2000);

	static final Duration HEARTBEAT = millis(600);

	static final Duration COMMAND_TIMEOUT = millis(400);

	static final Duration LONGEST_RETRY_DELAY = Duration.ofMillis(500);

	/** What a machine may add to any time. */
	static final Duration ALLOWANCE = millis(5000);

	private Pace() {
	}

	/** A time that is long or short by the lease. */
	static Duration millis(long millis) {
		return Duration.ofMillis((long) (millis * SLOWNESS));
	}

}
