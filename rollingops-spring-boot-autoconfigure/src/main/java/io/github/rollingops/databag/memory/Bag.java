package io.github.rollingops.databag.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockIntent;
import io.github.rollingops.OperationQueue;
import io.github.rollingops.databag.Journal;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.databag.UnitDatabag.Ended;
import org.jspecify.annotations.Nullable;

/**
 * A unit's databag. The queue is kept as text, as in any other store: what somebody wrote
 * into it by hand may be no queue at all.
 */
final class Bag {

	private static final int MAX_FOLLOWED = 8;

	final String unit;

	private final LongSupplier clock;

	String bootId = "";

	/**
	 * Earlier lives under this name that another has followed, oldest first.
	 */
	final List<String> followed = new ArrayList<>();

	long sequence;

	long rev;

	boolean busy;

	boolean draining;

	int schema;

	List<String> callbackIds = List.of();

	String operations = "[]";

	/**
	 * How many bytes the queue took up when it was written last.
	 */
	private int size = bytes(this.operations);

	LockIntent state = LockIntent.IDLE;

	long executedAt;

	/**
	 * When the last heartbeat came.
	 */
	long lastSeen;

	/**
	 * When the head may run again, in liveness time.
	 */
	long due;

	long lastToken;

	String lastOutcome = "";

	/**
	 * What the unit knew of when it was first found to know more than the store; 0 once
	 * it has been told so.
	 */
	long lostRev;

	@Nullable Journal journal;

	final List<Ended> ended = new ArrayList<>();

	final List<String> setAside = new ArrayList<>();

	/**
	 * Create an empty databag.
	 * @param unit the unit
	 * @param clock what the store's clock says in the present step
	 */
	Bag(String unit, LongSupplier clock) {
		this.unit = unit;
		this.clock = clock;
	}

	/**
	 * Hand the name over to another life.
	 */
	void follow(String bootId, long sequence) {
		if (!this.bootId.isEmpty()) {
			this.followed.add(this.bootId);
			if (this.followed.size() > MAX_FOLLOWED) {
				this.followed.remove(0);
			}
		}
		this.bootId = bootId;
		this.sequence = sequence;
	}

	/**
	 * Return whether somebody has written into the queue by hand, as far as its length
	 * tells.
	 */
	boolean isStrange() {
		return bytes(this.operations) != this.size;
	}

	/**
	 * Write the queue; what belongs to it has been set before.
	 */
	void write(OperationQueue queue) {
		this.operations = queue.toJson();
		this.size = bytes(this.operations);
		this.rev = revisionAfter(this.rev);
	}

	/**
	 * Return a revision above the given one that no step at another time would make of
	 * it: where a failover has lost the last revisions, what is written next must not
	 * pass for them. The store's time is such a number; where it is behind, those of its
	 * digits are that are as good as random.
	 */
	long revisionAfter(long rev) {
		long now = this.clock.getAsLong();
		return (now > rev) ? now : rev + 1 + now % 1_048_576;
	}

	void end(String operationId, @Nullable DropReason dropped) {
		this.ended.add(new Ended(operationId, dropped));
		if (this.ended.size() > UnitDatabag.MAX_ENDED) {
			this.ended.remove(0);
		}
	}

	/**
	 * Return whether there is room to set one more entry aside, and do so if there is.
	 */
	boolean setAside(String entry) {
		int bytes = bytes(entry) + this.setAside.stream().mapToInt(Bag::bytes).sum();
		return this.setAside.size() < UnitDatabag.MAX_SET_ASIDE && bytes <= UnitDatabag.MAX_SET_ASIDE_BYTES
				&& this.setAside.add(entry);
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}
