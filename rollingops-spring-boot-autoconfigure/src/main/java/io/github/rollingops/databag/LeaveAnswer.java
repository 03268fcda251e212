package io.github.rollingops.databag;

import java.util.List;

/**
 * What a leave is told.
 *
 * @param left whether a membership ended; {@code false} if it was not the caller's
 * @param changes what this step changed
 * @since 0.1.0
 */
public record LeaveAnswer(boolean left, List<Change> changes) {
}
