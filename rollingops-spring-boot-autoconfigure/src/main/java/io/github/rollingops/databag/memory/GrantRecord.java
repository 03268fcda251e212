package io.github.rollingops.databag.memory;

import io.github.rollingops.databag.Caller;

/**
 * The lock in somebody's hands.
 *
 * @param unit the holder
 * @param bootId the life to which it was given
 * @param operationId the operation for which it was given
 * @param token the fencing token
 * @param grantedAt when it was given, by the group's stamps
 * @param due when the operation may run, in liveness time
 */
record GrantRecord(String unit, String bootId, String operationId, long token, long grantedAt, long due) {

	boolean belongsTo(Caller caller) {
		return this.unit.equals(caller.unit()) && this.bootId.equals(caller.bootId());
	}

	boolean isFor(String unit) {
		return this.unit.equals(unit);
	}

	GrantRecord renewed(long token, long due) {
		return new GrantRecord(this.unit, this.bootId, this.operationId, token, this.grantedAt, due);
	}

}
