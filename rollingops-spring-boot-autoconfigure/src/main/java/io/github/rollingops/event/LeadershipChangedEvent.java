package io.github.rollingops.event;

/**
 * This unit began or ceased to lead its group.
 *
 * @param group the group
 * @param unit this unit
 * @param leading whether it leads now
 * @param term the number of the leadership
 * @since 0.1.0
 */
public record LeadershipChangedEvent(String group, String unit, boolean leading, long term) implements RollingOpsEvent {
}
