package io.github.rollingops.event;

import io.github.rollingops.Operation;

/**
 * A callback has been called on this unit.
 *
 * @param group the group
 * @param unit this unit
 * @param operation the operation
 * @param fencingToken the token of the grant
 * @since 0.1.0
 */
public record OperationStartedEvent(String group, String unit, Operation operation,
		long fencingToken) implements RollingOpsEvent {
}
