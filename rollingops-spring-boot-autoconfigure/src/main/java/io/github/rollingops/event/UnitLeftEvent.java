package io.github.rollingops.event;

/**
 * A unit left its group, or its membership ended by itself.
 *
 * @param group the group
 * @param unit the unit
 * @param departed whether it went without saying so
 * @since 0.1.0
 */
public record UnitLeftEvent(String group, String unit, boolean departed) implements RollingOpsEvent {
}
