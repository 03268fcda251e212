package io.github.rollingops.event;

import io.github.rollingops.Operation;

/**
 * This unit has been granted the lock and is about to run an operation.
 *
 * @param group the group
 * @param unit this unit
 * @param operation the operation for which the lock was granted
 * @param fencingToken the token of the grant
 * @since 0.1.0
 */
public record RollingOpsLockGrantedEvent(String group, String unit, Operation operation,
		long fencingToken) implements RollingOpsEvent {
}
