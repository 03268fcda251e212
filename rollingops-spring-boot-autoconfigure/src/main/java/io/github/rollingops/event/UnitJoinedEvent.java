package io.github.rollingops.event;

/**
 * A unit joined its group, seen by the process that is this unit.
 *
 * @param group the group
 * @param unit the unit
 * @since 0.1.0
 */
public record UnitJoinedEvent(String group, String unit) implements RollingOpsEvent {
}
