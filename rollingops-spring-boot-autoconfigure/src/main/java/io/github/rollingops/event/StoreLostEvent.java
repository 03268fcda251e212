package io.github.rollingops.event;

/**
 * The store has lost writes that it had acknowledged. Nothing is granted for the time of
 * one lease.
 *
 * @param group the group
 * @param unit this unit, which noticed it
 * @param evidence what showed it: {@code store-id}, {@code rev} or {@code token}
 * @since 0.1.0
 */
public record StoreLostEvent(String group, String unit, String evidence) implements RollingOpsEvent {
}
