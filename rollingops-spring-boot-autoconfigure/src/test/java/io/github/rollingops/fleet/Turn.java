package io.github.rollingops.fleet;

/**
 * One run of a callback. Times are those of {@link System#nanoTime()}, which all
 * processes of a machine share.
 *
 * @param unit the unit that ran it
 * @param callbackId the callback
 * @param operationId the operation
 * @param attempt how many runs had failed before
 * @param token the fencing token
 * @param startedAt when it started
 * @param endedAt when it ended, {@link #RUNNING} while it has not
 * @param end how it ended: a result, {@code interrupted}, {@code killed}, or empty
 */
record Turn(String unit, String callbackId, String operationId, int attempt, long token, long startedAt, long endedAt,
		String end) {

	static final long RUNNING = Long.MAX_VALUE;

	static Turn started(String unit, String callbackId, String operationId, int attempt, long token, long at) {
		return new Turn(unit, callbackId, operationId, attempt, token, at, RUNNING, "");
	}

	Turn ended(String how, long at) {
		return new Turn(this.unit, this.callbackId, this.operationId, this.attempt, this.token, this.startedAt, at,
				how);
	}

	boolean hasEnded() {
		return this.endedAt != RUNNING;
	}

}
