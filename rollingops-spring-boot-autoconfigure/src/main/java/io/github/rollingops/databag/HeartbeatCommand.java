package io.github.rollingops.databag;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A heartbeat.
 *
 * @param caller who beats
 * @param policy what the unit goes by, and publishes if this heartbeat takes the lease
 * @param busy whether the thread of a callback has not returned yet
 * @param draining whether the unit has begun to stop
 * @param callbackIds the callbacks that the unit has
 * @param schema the version that the unit's code knows
 * @param proposedStoreId the id that a store takes on which has none
 * @param known what the unit knows of the group
 * @since 0.1.0
 */
public record HeartbeatCommand(Caller caller, Policy policy, boolean busy, boolean draining, List<String> callbackIds,
		int schema, String proposedStoreId, Known known) {

	/**
	 * What a unit has learnt from earlier answers of this life; shows a store that has
	 * forgotten.
	 *
	 * @param storeId the id of the store, or empty before the first answer
	 * @param rev the highest revision of its databag that it was told
	 * @param startedToken the highest token that it has started or handed back; 0 if none
	 * @param settledToken the token up to which it will start none any more that it has
	 * not started, as the last answer tells; 0 before the first one
	 * @param running the run that has not lost its grant, if any
	 * @param unfinishedRequests whether it knows of requests of its own that have not
	 * ended
	 */
	public record Known(String storeId, long rev, long startedToken, long settledToken, @Nullable Running running,
			boolean unfinishedRequests) {

		/**
		 * What a new life knows.
		 */
		public static final Known NOTHING = new Known("", 0, 0, 0, null, false);

	}

	/**
	 * A run under a grant.
	 *
	 * @param token the token of the grant
	 * @param operationId the operation
	 */
	public record Running(long token, String operationId) {
	}

}
