package io.github.rollingops.databag;

/**
 * The end of a life. Only a unit of which no callback runs may leave.
 *
 * @param caller who leaves
 * @param startedToken the highest token that it has started or handed back
 * @since 0.1.0
 */
public record LeaveCommand(Caller caller, long startedToken) {
}
