package io.github.rollingops.databag.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.rollingops.LockRequestResult;
import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.databag.UnitDatabag.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has to hold after every step, whatever it was.
 */
final class Ledger {

	private static final int STEPS_BETWEEN_HISTORIES = 7;

	private static final int LATEST_ENTRIES = 50;

	/** That of a SHA-1 digest in hexadecimal digits; ids that were issued are UUIDs. */
	private static final int MADE_ID_LENGTH = 40;

	private final ComparedStores stores;

	private int comparisons;

	/**
	 * The operations that were accepted and have not ended, and where: in the order of
	 * their acceptance.
	 */
	private final Map<String, String> waiting = new LinkedHashMap<>();

	/**
	 * The operations that have ended, by unit: known for as long as the databag is. Ids
	 * that were made of what somebody wrote by hand are the same on every unit.
	 */
	private final Map<String, Set<String>> ended = new HashMap<>();

	private final List<Change> changes = new ArrayList<>();

	/**
	 * Databags that somebody has written into, with the revision that they had: until it
	 * rises no step has looked into them.
	 */
	private final Map<String, Long> untouched = new HashMap<>();

	private long highestToken;

	Ledger(ComparedStores stores) {
		this.stores = stores;
	}

	void saw(List<Change> changes) {
		this.changes.addAll(changes);
	}

	void accepted(List<LockRequestResult> results) {
		for (LockRequestResult result : results) {
			if (result.status() == LockRequestResult.Status.ENQUEUED && result.operation() != null) {
				this.waiting.put(result.operation().id(), result.unit());
			}
		}
	}

	/**
	 * What was sent once more counts as accepted only if it was queued by that: an answer
	 * that is remembered names operations that may have ended since.
	 * @param before what was queued before
	 */
	void acceptedAgain(List<LockRequestResult> results, Set<String> before) {
		Set<String> queued = queued();
		accepted(results.stream()
			.filter((result) -> result.operation() != null && queued.contains(result.operation().id())
					&& !before.contains(result.operation().id()))
			.toList());
	}

	Set<String> queued() {
		Set<String> queued = new HashSet<>();
		for (UnitDatabag unit : this.stores.reference().units()) {
			unit.queue().operations().forEach((operation) -> queued.add(operation.id()));
		}
		return queued;
	}

	/**
	 * A unit presents a token that the store has not issued, or has forgotten.
	 */
	void presented(long token) {
		this.highestToken = Math.max(this.highestToken, token);
	}

	/**
	 * A step that is cut in half tells nobody how its operation ended.
	 */
	void cutInHalf(String unit) {
		this.waiting.values().removeIf(unit::equals);
	}

	void lostEverything() {
		this.waiting.clear();
		this.ended.clear();
		this.untouched.clear();
		this.highestToken = 0;
	}

	/**
	 * What somebody does to a databag by hand is nothing that can be expected to last. An
	 * entry without an id is given one that is made of its text: if the same is written
	 * again, so is the id of what ended.
	 */
	void written(String unit, long rev) {
		this.waiting.values().removeIf(unit::equals);
		ended(unit).removeIf((id) -> id.length() == MADE_ID_LENGTH);
		this.untouched.put(unit, rev);
	}

	void lost(String unit) {
		this.waiting.values().removeIf(unit::equals);
		this.ended.remove(unit);
		this.untouched.remove(unit);
	}

	private Set<String> ended(String unit) {
		return this.ended.computeIfAbsent(unit, (name) -> new HashSet<>());
	}

	/**
	 * Check the group within a step.
	 */
	void check() {
		check(this.stores.reference());
	}

	/**
	 * Check the group after a step.
	 */
	void compare() {
		check(this.stores.snapshot(Fleet.GROUP));
		if (++this.comparisons % STEPS_BETWEEN_HISTORIES == 0) {
			this.stores.history(Fleet.GROUP, null, LATEST_ENTRIES);
		}
	}

	private void check(GroupDatabag group) {
		this.changes.forEach((change) -> check(change, group));
		this.changes.clear();
		for (UnitDatabag unit : group.units()) {
			Long rev = this.untouched.get(unit.unit());
			if (rev != null && unit.rev() > rev) {
				this.untouched.remove(unit.unit());
			}
			if (!this.untouched.containsKey(unit.unit())) {
				check(unit, group);
			}
		}
	}

	private void check(Change change, GroupDatabag group) {
		if (change.type() == Type.GRANTED) {
			assertThat(change.token()).as("tokens increase").isGreaterThan(this.highestToken);
			this.highestToken = change.token();
			assertThat(group.leader()).as("a grant needs a live lease").isNotNull();
			assertThat(group.quiet()).as("a grant needs that it is not quiet").isZero();
			assertThat(group.units().stream().filter((unit) -> unit.unit().equals(change.unit())))
				.extracting((unit) -> unit.live() && !unit.busy() && !unit.draining())
				.as("a grant needs a unit that can run: %s", change.unit())
				.doesNotContain(false);
		}
		boolean ends = change.type() == Type.COMPLETED || change.type() == Type.DROPPED;
		if (ends && change.operation() != null) {
			this.waiting.remove(change.operation().id());
			assertThat(ended(change.unit()).add(change.operation().id())).as("an operation ends once").isTrue();
		}
		if (change.type() == Type.FORGOTTEN) {
			lost(change.unit());
		}
	}

	private void check(UnitDatabag unit, GroupDatabag group) {
		List<String> expected = this.waiting.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equals(unit.unit()))
			.map(Map.Entry::getKey)
			.toList();
		List<String> queued = unit.queue().operations().stream().map((operation) -> operation.id()).toList();
		assertThat(queued.stream().filter(expected::contains).toList())
			.as("what %s was asked and has not ended is queued, in order", unit.unit())
			.isEqualTo(expected);
		assertThat(queued).doesNotHaveDuplicates().noneMatch(ended(unit.unit())::contains);
		boolean holds = group.grant() != null && group.grant().unit().equals(unit.unit());
		List<Place> places = this.stores.places(unit.unit());
		if (holds) {
			assertThat(places).as("places of %s", unit.unit()).containsExactly(Place.GRANTED);
		}
		else if (queued.isEmpty()) {
			assertThat(places).as("places of %s, which has no work", unit.unit()).isSubsetOf(Place.PARKED);
		}
		else {
			assertThat(places).as("places of %s", unit.unit()).hasSize(1).doesNotContain(Place.GRANTED);
		}
	}

}
