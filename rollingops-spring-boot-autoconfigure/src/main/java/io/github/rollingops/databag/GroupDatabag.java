package io.github.rollingops.databag;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.rollingops.GroupSnapshot.Grant;
import org.jspecify.annotations.Nullable;

/**
 * A group at one instant.
 *
 * @param takenAt the instant, by the group's stamps
 * @param leader the unit that holds the lease, or {@code null}
 * @param term the highest term given
 * @param issued the highest token issued
 * @param grant who holds the lock, or {@code null}
 * @param quiet for how long nothing is granted after an outage or a loss
 * @param storeId the id of the store; empty if the group has never been used
 * @param schema the version in which the group lies in the store
 * @param units the units, live and departed, sorted by name
 * @since 0.1.0
 */
public record GroupDatabag(Instant takenAt, @Nullable String leader, long term, long issued, @Nullable Grant grant,
		Duration quiet, String storeId, int schema, List<UnitDatabag> units) {
}
