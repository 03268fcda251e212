package io.github.rollingops.event;

/**
 * The store has lost writes that it had acknowledged. Nothing is granted for the time of
 * one lease, unless only the unit's queue shows it.
 *
 * @param group the group
 * @param unit this unit, which noticed it
 * @param evidence what showed it: {@code store-id}, {@code rev}, {@code token},
 * {@code units}, or the {@code queue}, in which an acknowledged request of this process
 * was missing
 * @since 0.1.0
 */
public record StoreLostEvent(String group, String unit, String evidence) implements RollingOpsEvent {
}
