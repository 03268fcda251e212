package io.github.rollingops.event;

import io.github.rollingops.Operation;

/**
 * An operation of this unit was completed: its callback answered RELEASE, and the store
 * has taken note.
 *
 * @param group the group
 * @param unit this unit
 * @param operation the operation
 * @param fencingToken the token of the grant
 * @since 0.1.0
 */
public record OperationCompletedEvent(String group, String unit, Operation operation,
		long fencingToken) implements RollingOpsEvent {
}
