package io.github.rollingops.event;

/**
 * The journal of an operation is gone though not all of its steps had been undone, and
 * nobody will undo them any more: the operation was given up, or its unit was forgotten.
 *
 * @param group the group
 * @param unit the unit on which the steps were taken
 * @param operationId the operation
 * @param fencingToken the token of the grant under which that was last written down
 * @param steps the names of the steps, separated by commas
 * @since 0.1.0
 */
public record OperationStepsLeftEvent(String group, String unit, String operationId, long fencingToken,
		String steps) implements RollingOpsEvent {
}
