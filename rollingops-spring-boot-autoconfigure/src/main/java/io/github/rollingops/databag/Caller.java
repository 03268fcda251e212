package io.github.rollingops.databag;

/**
 * Who takes a step.
 *
 * @param group the name of the group
 * @param unit the name of the unit
 * @param bootId the unit's present life
 * @param sequence grows with each heartbeat and leave of this life, so that one which
 * arrives late is told from the present ones
 * @since 0.1.0
 */
public record Caller(String group, String unit, String bootId, long sequence) {
}
