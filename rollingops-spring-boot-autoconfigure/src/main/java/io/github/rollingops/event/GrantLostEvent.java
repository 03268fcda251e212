package io.github.rollingops.event;

import io.github.rollingops.Operation;

/**
 * This unit can no longer trust its grant while a callback runs: the callback has been
 * interrupted, and another unit may proceed soon.
 *
 * @param group the group
 * @param unit this unit
 * @param operation the operation that runs
 * @param fencingToken the token of the grant
 * @since 0.1.0
 */
public record GrantLostEvent(String group, String unit, Operation operation,
		long fencingToken) implements RollingOpsEvent {
}
