package io.github.rollingops.databag;

import java.time.Duration;

/**
 * What the leader publishes for the steps of others to go by, and what a unit goes by for
 * its own membership.
 *
 * @param open whether a holder may pass the turn on without asking the leader
 * @param leaseDuration for how long a membership and the leader's lease last
 * @param renewDeadline for how long a unit trusts itself after a successful heartbeat
 * @param maxHoldDelay the longest delay of a {@code RETRY_HOLD}
 * @param maxReleaseDelay the longest delay of a {@code RETRY_RELEASE}
 * @param maxCutShortRuns after how many runs cut short an operation is dropped
 * @param departedRetention for how long the operations of a departed unit are kept
 * @param historySize about how many entries the history keeps
 * @since 0.1.0
 */
public record Policy(boolean open, Duration leaseDuration, Duration renewDeadline, Duration maxHoldDelay,
		Duration maxReleaseDelay, int maxCutShortRuns, Duration departedRetention, int historySize) {

	/**
	 * The default policy.
	 */
	public static final Policy DEFAULT = new Policy(true, Duration.ofSeconds(15), Duration.ofSeconds(10),
			Duration.ofSeconds(5), Duration.ofMinutes(1), 3, Duration.ofHours(24), 1000);

	/**
	 * Return how far liveness time may advance between two steps.
	 * @return the largest advance
	 */
	public Duration largestAdvance() {
		return this.leaseDuration.minus(this.renewDeadline);
	}

}
