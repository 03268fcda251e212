package io.github.rollingops.event;

import io.github.rollingops.Operation;
import io.github.rollingops.action.ActionEvent;

/**
 * Something happened to a step of an operation that runs on this unit.
 *
 * @param group the group
 * @param unit this unit
 * @param operation the operation
 * @param fencingToken the token of the grant
 * @param step what happened to which step
 * @since 0.1.0
 */
public record OperationStepEvent(String group, String unit, Operation operation, long fencingToken,
		ActionEvent step) implements RollingOpsEvent {
}
