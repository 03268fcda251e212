package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.Set;

/**
 * By what a round is judged.
 *
 * @param lease the lease of all units
 * @param heartbeat the interval of their heartbeats
 * @param commandTimeout how long a unit waits for the store
 * @param retryDelay the longest delay of a retry, whether the lock is kept or not
 * @param allowance what a loaded machine may add to any time
 * @param loses whether acknowledged writes may be lost: then overlaps and lost operations
 * are counted and not judged
 * @param forgetting kinds of faults after which the store knows nothing
 * @param maxConnections how many connections one client may have
 * @param unproven names of checks for which no facts are to be expected
 */
record RoundRules(Duration lease, Duration heartbeat, Duration commandTimeout, Duration retryDelay, Duration allowance,
		boolean loses, Set<String> forgetting, int maxConnections, Set<String> unproven) {

	/** How long work may wait while nothing runs. */
	Duration longestGap() {
		return this.lease.plus(this.heartbeat).plus(this.retryDelay).plus(this.allowance);
	}

	/** For how long a fault of the store may be felt. */
	Duration wake() {
		return this.lease.plus(this.heartbeat).plus(this.commandTimeout);
	}

	/** How long a unit may take to hear of what the store has to say. */
	Duration hearing() {
		return this.heartbeat.plus(this.commandTimeout).plus(this.allowance);
	}

}
