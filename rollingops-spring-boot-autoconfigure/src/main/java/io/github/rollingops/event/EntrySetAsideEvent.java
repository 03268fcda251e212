package io.github.rollingops.event;

/**
 * Something in a unit's databag could not be read and was set aside, so that the rest may
 * proceed.
 *
 * @param group the group
 * @param unit the unit
 * @since 0.1.0
 */
public record EntrySetAsideEvent(String group, String unit) implements RollingOpsEvent {
}
