package io.github.rollingops.databag.memory;

import io.github.rollingops.databag.Caller;

/**
 * The leader's lease.
 *
 * @param unit the unit that leads
 * @param bootId the life of it
 * @param term the number of this leadership
 * @param end when it ends, in liveness time
 */
record Lease(String unit, String bootId, long term, long end) {

	boolean belongsTo(Caller caller) {
		return this.unit.equals(caller.unit()) && this.bootId.equals(caller.bootId());
	}

}
