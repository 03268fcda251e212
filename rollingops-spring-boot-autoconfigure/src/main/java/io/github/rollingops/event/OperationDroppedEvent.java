package io.github.rollingops.event;

import io.github.rollingops.DropReason;
import io.github.rollingops.Operation;
import org.jspecify.annotations.Nullable;

/**
 * An operation ended without having been completed.
 *
 * @param group the group
 * @param unit the unit in whose queue it stood
 * @param operation the operation, or {@code null} if its entry could not be read
 * @param reason why it was dropped
 * @since 0.1.0
 */
public record OperationDroppedEvent(String group, String unit, @Nullable Operation operation,
		DropReason reason) implements RollingOpsEvent {
}
