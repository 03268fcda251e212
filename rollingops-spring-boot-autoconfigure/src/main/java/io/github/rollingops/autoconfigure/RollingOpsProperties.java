package io.github.rollingops.autoconfigure;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an application may set. The values are checked where they are used, by
 * {@link ConfiguredSettings} and {@link UnitIdentity}.
 *
 * @param enabled Whether to take part in rolling operations. If not, every request is
 * refused.
 * @param namespace Name that the applications of a fleet share, and with it their groups.
 * Falls back to 'spring.application.name'.
 * @param unitName Name of this instance, the same after each restart and unique in the
 * namespace. Falls back to HOSTNAME on Kubernetes, else to the name of the host.
 * @param store Where the units of a group agree.
 * @param keyPrefix What every key and channel in Redis begins with.
 * @param leaseDuration How long memberships and the leader's lease last without a
 * heartbeat.
 * @param renewDeadline How long a unit trusts its membership after a heartbeat; at most
 * two thirds of the lease duration.
 * @param heartbeatInterval How often a unit renews its membership; with the command
 * timeout at most half of the renew deadline.
 * @param commandTimeout How long to wait for the store, whatever the application's own
 * timeout is.
 * @param operationTimeout How long an operation may run where its callback does not say.
 * @param retry What becomes of failed operations.
 * @param maxQueueLength How many operations may wait on one unit.
 * @param maxKwargsSize How large the arguments of one operation may be.
 * @param departedUnitRetention How long the operations of a unit that has left are kept
 * for its return; at most 29 days.
 * @param historySize About how many entries the history of a group keeps.
 * @param endpoint what the Actuator endpoint shows
 * @param groups Settings for single groups, by their names. A group that is named here
 * exists.
 */
@ConfigurationProperties("rollingops")
record RollingOpsProperties(@DefaultValue("true") boolean enabled, @Nullable String namespace,
		@Nullable String unitName, @DefaultValue("redis") StoreType store, @DefaultValue("rollingops") String keyPrefix,
		@DefaultValue("15s") Duration leaseDuration, @DefaultValue("10s") Duration renewDeadline,
		@DefaultValue("3s") Duration heartbeatInterval, @DefaultValue("2s") Duration commandTimeout,
		@DefaultValue("30m") Duration operationTimeout, @DefaultValue Retry retry,
		@DefaultValue("100") int maxQueueLength, @DefaultValue("16KB") DataSize maxKwargsSize,
		@DefaultValue("24h") Duration departedUnitRetention, @DefaultValue("1000") int historySize,
		@DefaultValue Endpoint endpoint, @DefaultValue Map<String, Group> groups) {

	/**
	 * What the Actuator endpoint shows.
	 *
	 * @param showKwargs Whether to show the values of the arguments of queued operations.
	 */
	record Endpoint(@DefaultValue("false") boolean showKwargs) {
	}

	/**
	 * What becomes of failed operations.
	 *
	 * @param hold delays while the unit keeps the lock
	 * @param release delays while the lock is free for others
	 * @param maxCutShortRuns After how many runs that ended with their process an
	 * operation is dropped.
	 */
	record Retry(@DefaultValue Hold hold, @DefaultValue Release release, @DefaultValue("3") int maxCutShortRuns) {
	}

	/**
	 * Delays of a unit that keeps the lock, for which the whole fleet waits.
	 *
	 * @param initialDelay Delay before the second retry; the first one comes at once.
	 * Zero for none at all.
	 * @param multiplier How much longer each delay is than the one before.
	 * @param maxDelay Longest delay.
	 * @param jitter Share of the initial delay that is added or taken away at random.
	 */
	record Hold(@DefaultValue("1s") Duration initialDelay, @DefaultValue("2") double multiplier,
			@DefaultValue("5s") Duration maxDelay, @DefaultValue("0.5") double jitter) {
	}

	/**
	 * Delays of a unit that has given the lock back.
	 *
	 * @param initialDelay Delay before the first retry. Zero for none at all.
	 * @param multiplier How much longer each delay is than the one before.
	 * @param maxDelay Longest delay.
	 * @param jitter Share of the initial delay that is added or taken away at random.
	 */
	record Release(@DefaultValue("1s") Duration initialDelay, @DefaultValue("2") double multiplier,
			@DefaultValue("1m") Duration maxDelay, @DefaultValue("0.5") double jitter) {
	}

	/**
	 * What is different in one group; what it leaves out is as everywhere.
	 */
	record Group(@Nullable Duration leaseDuration, @Nullable Duration renewDeadline,
			@Nullable Duration heartbeatInterval, @Nullable Duration operationTimeout, @DefaultValue GroupRetry retry,
			@Nullable Integer maxQueueLength, @Nullable DataSize maxKwargsSize,
			@Nullable Duration departedUnitRetention, @Nullable Integer historySize) {
	}

	/**
	 * What becomes of failed operations of one group.
	 */
	record GroupRetry(@DefaultValue GroupDelays hold, @DefaultValue GroupDelays release,
			@Nullable Integer maxCutShortRuns) {
	}

	/**
	 * Delays of one group.
	 */
	record GroupDelays(@Nullable Duration initialDelay, @Nullable Double multiplier, @Nullable Duration maxDelay,
			@Nullable Double jitter) {
	}

}
