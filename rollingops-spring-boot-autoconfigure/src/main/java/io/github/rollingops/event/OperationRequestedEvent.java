package io.github.rollingops.event;

import io.github.rollingops.Operation;

/**
 * This process had an operation queued on a unit.
 *
 * @param group the group
 * @param unit the unit in whose queue it stands
 * @param operation the operation
 * @since 0.1.0
 */
public record OperationRequestedEvent(String group, String unit, Operation operation) implements RollingOpsEvent {
}
