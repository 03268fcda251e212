package io.github.rollingops.event;

import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;

/**
 * An operation of this unit failed, or was cut short, and waits to be tried again.
 *
 * @param group the group
 * @param unit this unit
 * @param operation the operation, the failed run counted
 * @param intent whether the unit keeps the lock meanwhile
 * @param fencingToken the token of the grant under which it failed
 * @since 0.1.0
 */
public record OperationRetryScheduledEvent(String group, String unit, Operation operation, LockIntent intent,
		long fencingToken) implements RollingOpsEvent {
}
