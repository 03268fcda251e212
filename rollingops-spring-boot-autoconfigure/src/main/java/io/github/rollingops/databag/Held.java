package io.github.rollingops.databag;

import java.time.Duration;

import io.github.rollingops.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A grant as its holder is told of it.
 *
 * @param token the fencing token
 * @param operationId the operation for which it was given
 * @param operation that operation, or {@code null} if its entry cannot be read
 * @param dueIn how long to wait before it may run; zero but for a {@code RETRY_HOLD}
 * @since 0.1.0
 */
public record Held(long token, String operationId, @Nullable Operation operation, Duration dueIn) {
}
