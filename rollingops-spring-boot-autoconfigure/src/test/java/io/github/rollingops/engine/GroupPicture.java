package io.github.rollingops.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationQueue;
import io.github.rollingops.Trouble;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.databag.UnitDatabag.Ended;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.jspecify.annotations.Nullable;

/**
 * A group at one instant, put together by hand: led by the unit "a", which is asked.
 */
final class GroupPicture {

	static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

	static final Duration HEARTBEAT = Duration.ofSeconds(3);

	@Nullable String leader = "a";

	Duration quiet = Duration.ZERO;

	@Nullable Grant grant;

	/** What the unit knows that is asked. */
	Knowledge known = new Knowledge("a", List.of(), Duration.ZERO, new Silence(HEARTBEAT), null);

	private final Map<String, UnitPicture> units = new TreeMap<>();

	GroupPicture() {
		unit("a");
	}

	/** A member with nothing to do. */
	UnitPicture unit(String name) {
		return this.units.computeIfAbsent(name, UnitPicture::new);
	}

	/** The head of a unit's queue has been granted that many seconds ago. */
	UnitPicture grant(String name, long secondsAgo) {
		UnitPicture unit = unit(name);
		unit.place = Place.GRANTED;
		this.grant = new Grant(name, "boot", unit.queue.get(0).id(), 77, ago(secondsAgo));
		return unit;
	}

	void trouble(Trouble.Kind kind, long lasting, String description) {
		this.known = new Knowledge("a", List.of(new Trouble(kind, Duration.ofSeconds(lasting), description, null)),
				Duration.ZERO, new Silence(HEARTBEAT), null);
	}

	static Instant ago(long seconds) {
		return NOW.minusSeconds(seconds);
	}

	GroupDatabag databag() {
		return new GroupDatabag(NOW, this.leader, 1, 77, this.grant, this.quiet, "store", 1,
				this.units.values().stream().map(UnitPicture::databag).toList());
	}

	Explainer explainer() {
		return new Explainer("default", databag(), this.known, new Annals(List::of));
	}

	static final class UnitPicture {

		final List<Operation> queue = new ArrayList<>();

		final List<Ended> ended = new ArrayList<>();

		boolean live = true;

		boolean busy;

		boolean draining;

		List<String> callbackIds = List.of("reload", "rotate");

		LockIntent intent = LockIntent.IDLE;

		@Nullable Instant executedAt;

		Duration dueIn = Duration.ZERO;

		Place place = Place.NONE;

		List<String> unreadable = List.of();

		List<String> setAside = List.of();

		Instant lastSeen = ago(3);

		private final String name;

		private UnitPicture(String name) {
			this.name = name;
		}

		/** An operation under that id, requested that many seconds ago. */
		UnitPicture queued(String id, long secondsAgo) {
			if (this.queue.isEmpty()) {
				this.intent = LockIntent.REQUEST;
				this.place = Place.REQUESTS;
			}
			this.queue.add(Operation.create("reload", Map.of(), null).accepted(id, ago(secondsAgo)));
			return this;
		}

		/** The head has failed, and may run again after a while. */
		UnitPicture failed(LockIntent intent, long secondsAgo, long dueIn) {
			this.queue.set(0, this.queue.get(0).incrementAttempt());
			this.intent = intent;
			this.executedAt = ago(secondsAgo);
			this.dueIn = Duration.ofSeconds(dueIn);
			if (this.place != Place.GRANTED) {
				this.place = (dueIn != 0) ? Place.DELAYED
						: (intent == LockIntent.RETRY_RELEASE) ? Place.RETRIES : Place.REQUESTS;
			}
			return this;
		}

		UnitPicture parked() {
			this.place = Place.PARKED;
			return this;
		}

		private UnitDatabag databag() {
			return new UnitDatabag(this.name, "boot", 1, 1, this.live, this.lastSeen, this.busy, this.draining,
					this.callbackIds, new OperationQueue(this.queue), this.intent, this.executedAt, this.dueIn,
					this.place, this.ended, this.unreadable, this.setAside, null);
		}

	}

}
