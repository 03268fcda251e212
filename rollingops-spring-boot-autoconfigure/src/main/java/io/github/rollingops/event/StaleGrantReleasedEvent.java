package io.github.rollingops.event;

import io.github.rollingops.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A grant was taken back whose holder had gone.
 *
 * @param group the group
 * @param unit the unit that had held it
 * @param operation the operation, or {@code null} if it is not known
 * @param fencingToken the token of the grant
 * @since 0.1.0
 */
public record StaleGrantReleasedEvent(String group, String unit, @Nullable Operation operation,
		long fencingToken) implements RollingOpsEvent {
}
