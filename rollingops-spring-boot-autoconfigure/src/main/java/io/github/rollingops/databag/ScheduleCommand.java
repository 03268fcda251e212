package io.github.rollingops.databag;

/**
 * The leader's step.
 *
 * @param caller who schedules; its sequence number is not looked at
 * @param term the term under which it believes to lead
 * @param policy what it publishes
 * @param schema the version that the leader's code knows
 * @since 0.1.0
 */
public record ScheduleCommand(Caller caller, long term, Policy policy, int schema) {
}
