package io.github.rollingops.databag;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the leader is told.
 *
 * @param leading whether the caller held the lease; if not, nothing was changed
 * @param nextDue when there is something to schedule again without anybody asking, or
 * {@code null}
 * @param changes what this step changed
 * @since 0.1.0
 */
public record ScheduleAnswer(boolean leading, @Nullable Duration nextDue, List<Change> changes) {
}
