package io.github.rollingops.databag.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.OperationQueue;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.jspecify.annotations.Nullable;

/**
 * Reads a group without changing it.
 */
final class Snapshots {

	private final GroupData group;

	Snapshots(GroupData group) {
		this.group = group;
	}

	GroupDatabag group() {
		Lease lease = this.group.liveLease();
		GrantRecord grant = this.group.grant;
		return new GroupDatabag(Micros.instant(this.group.time.latest()), (lease != null) ? lease.unit() : null,
				this.group.term, this.group.lastToken,
				(grant != null) ? new Grant(grant.unit(), grant.bootId(), grant.operationId(), grant.token(),
						Micros.instant(grant.grantedAt())) : null,
				remaining(this.group.time.quietUntil), this.group.storeId, this.group.schema,
				this.group.bags.values().stream().map(this::unit).toList());
	}

	UnitDatabag unit(Bag bag) {
		OperationQueue.Reading reading = OperationQueue.read(bag.operations);
		return new UnitDatabag(bag.unit, bag.bootId, bag.sequence, bag.rev, this.group.isLive(bag.unit),
				instant(bag.lastSeen), bag.busy, bag.draining, bag.callbackIds, reading.queue(), bag.state,
				instant(bag.executedAt), remaining(bag.due), place(bag.unit), List.copyOf(bag.ended),
				List.copyOf(reading.unreadable()), List.copyOf(bag.setAside), bag.journal);
	}

	private static @Nullable Instant instant(long micros) {
		return (micros != 0) ? Micros.instant(micros) : null;
	}

	private Duration remaining(long end) {
		return Micros.duration(Math.max(0, end - this.group.time.live));
	}

	private Place place(String unit) {
		if (this.group.grant != null && this.group.grant.isFor(unit)) {
			return Place.GRANTED;
		}
		if (this.group.requests.score(unit) != null) {
			return Place.REQUESTS;
		}
		if (this.group.retries.score(unit) != null) {
			return Place.RETRIES;
		}
		if (this.group.delayed.score(unit) != null) {
			return Place.DELAYED;
		}
		return (this.group.departed.score(unit) != null) ? Place.PARKED : Place.NONE;
	}

}
