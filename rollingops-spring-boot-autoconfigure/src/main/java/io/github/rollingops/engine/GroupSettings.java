package io.github.rollingops.engine;

import java.time.Duration;

import io.github.rollingops.databag.Policy;

/**
 * What a unit goes by in one group.
 *
 * @param leaseDuration for how long a membership and the leader's lease last
 * @param renewDeadline for how long a unit trusts itself after a successful heartbeat
 * @param heartbeatInterval how often it beats
 * @param commandTimeout how long it waits for the store
 * @param retries what becomes of failed operations
 * @param limits how large things may get
 * @since 0.1.0
 */
public record GroupSettings(Duration leaseDuration, Duration renewDeadline, Duration heartbeatInterval,
		Duration commandTimeout, Retries retries, Limits limits) {

	/**
	 * Keys expire 30 days after the last heartbeat: what is kept must not outlive them.
	 */
	// Before DEFAULT, whose check needs it.
	private static final Duration LONGEST_RETENTION = Duration.ofDays(29);

	/**
	 * The settings that apply where nothing is configured.
	 */
	public static final GroupSettings DEFAULT = new GroupSettings(Duration.ofSeconds(15), Duration.ofSeconds(10),
			Duration.ofSeconds(3), Duration.ofSeconds(2),
			new Retries(new RetryDelays(Duration.ofSeconds(1), 2, Duration.ofSeconds(5), 0.5),
					new RetryDelays(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.5), 3, Duration.ofMinutes(30)),
			new Limits(100, 16 * 1024, Duration.ofHours(24), 1000));

	/**
	 * Check the settings against each other. A unit must stop trusting its membership
	 * before anybody else may think it over, and must have time for a second heartbeat
	 * before that.
	 * @throws IllegalArgumentException naming value, limit and remedy
	 */
	public GroupSettings {
		requirePositive("lease-duration", leaseDuration);
		requirePositive("renew-deadline", renewDeadline);
		requirePositive("heartbeat-interval", heartbeatInterval);
		requirePositive("command-timeout", commandTimeout);
		Duration shortestRenew = heartbeatInterval.plus(commandTimeout).multipliedBy(2);
		if (renewDeadline.compareTo(shortestRenew) < 0) {
			throw new IllegalArgumentException("renew-deadline is " + renewDeadline
					+ ", which is less than twice heartbeat-interval plus command-timeout (" + shortestRenew
					+ "); raise it or lower those");
		}
		Duration shortestLease = renewDeadline.multipliedBy(3).dividedBy(2);
		if (leaseDuration.compareTo(shortestLease) < 0) {
			throw new IllegalArgumentException("lease-duration is " + leaseDuration
					+ ", which is less than 1.5 times renew-deadline (" + shortestLease + "); raise it or lower that");
		}
		if (limits.departedRetention().compareTo(LONGEST_RETENTION) > 0) {
			throw new IllegalArgumentException("departed-unit-retention is " + limits.departedRetention()
					+ ", the limit is " + LONGEST_RETENTION + "; lower it");
		}
	}

	private static void requirePositive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException(name + " is " + value + "; set a positive duration");
		}
	}

	/**
	 * Return when a member of the group is late.
	 */
	Silence silence() {
		return new Silence(this.heartbeatInterval);
	}

	Policy policy() {
		return new Policy(true, this.leaseDuration, this.renewDeadline, this.retries.hold().maxDelay(),
				this.retries.release().maxDelay(), this.retries.maxCutShortRuns(), this.limits.departedRetention(),
				this.limits.historySize());
	}

	/**
	 * What becomes of failed operations.
	 *
	 * @param hold delays while the unit keeps the lock; the first such retry has none
	 * @param release delays while the lock is free
	 * @param maxCutShortRuns after how many runs cut short an operation is dropped
	 * @param operationTimeout how long a run may take where its callback does not say
	 */
	public record Retries(RetryDelays hold, RetryDelays release, int maxCutShortRuns, Duration operationTimeout) {

		public Retries {
			if (maxCutShortRuns < 1) {
				throw new IllegalArgumentException(
						"retry.max-cut-short-runs is " + maxCutShortRuns + "; set 1 or more");
			}
			requirePositive("operation-timeout", operationTimeout);
		}

	}

	/**
	 * How large things may get.
	 *
	 * @param maxQueueLength how many operations a unit's queue may hold
	 * @param maxKwargsBytes how many bytes the kwargs of an operation may take up
	 * @param departedRetention for how long the operations of a departed unit are kept
	 * @param historySize about how many entries the group's history keeps
	 */
	public record Limits(int maxQueueLength, long maxKwargsBytes, Duration departedRetention, int historySize) {

		public Limits {
			requireAtLeast("max-queue-length", maxQueueLength, 1, "operations");
			// The braces of no kwargs at all.
			requireAtLeast("max-kwargs-size", maxKwargsBytes, 2, "bytes");
			requireAtLeast("history-size", historySize, 0, "entries");
			requirePositive("departed-unit-retention", departedRetention);
		}

		private static void requireAtLeast(String name, long value, long least, String unit) {
			if (value < least) {
				throw new IllegalArgumentException(
						name + " is " + value + " " + unit + "; set " + least + " " + unit + " or more");
			}
		}

	}

}
