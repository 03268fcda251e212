package io.github.rollingops.databag.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.ManualClock;
import io.github.rollingops.databag.StoreUnderTest;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory store and its back doors.
 */
public final class InMemoryStoreUnderTest implements StoreUnderTest {

	private final ManualClock clock;

	private final InMemoryDatabagStore store;

	InMemoryStoreUnderTest() {
		this(new ManualClock());
	}

	public InMemoryStoreUnderTest(ManualClock clock) {
		this.clock = clock;
		this.store = new InMemoryDatabagStore(clock);
	}

	@Override
	public DatabagStore store() {
		return this.store;
	}

	@Override
	public ManualClock clock() {
		return this.clock;
	}

	@Override
	public void poison(String unit, String operations) {
		change((group) -> {
			Bag bag = group.bags.get(unit);
			if (bag != null) {
				bag.operations = operations;
			}
		});
	}

	@Override
	public void writeSetAside(String unit, String... texts) {
		change((group) -> {
			Bag bag = group.bags.get(unit);
			if (bag != null) {
				bag.setAside.clear();
				bag.setAside.addAll(List.of(texts));
			}
		});
	}

	@Override
	public String operations(String unit) {
		return this.store.withGroup(Fleet.GROUP,
				(group) -> Optional.ofNullable(group.bags.get(unit)).orElseThrow().operations);
	}

	@Override
	public List<Place> places(String unit) {
		return this.store.withGroup(Fleet.GROUP, (group) -> {
			List<Place> places = new ArrayList<>();
			Map.of(Place.REQUESTS, group.requests, Place.RETRIES, group.retries, Place.DELAYED, group.delayed,
					Place.PARKED, group.departed)
				.forEach((place, index) -> {
					if (index.score(unit) != null) {
						places.add(place);
					}
				});
			if (group.grant != null && group.grant.isFor(unit)) {
				places.add(Place.GRANTED);
			}
			places.sort(null);
			return places;
		});
	}

	@Override
	public void forgetEverything() {
		this.store.forget(Fleet.GROUP);
	}

	@Override
	public void forgetMembers() {
		change((group) -> group.units.upTo(ScoredSet.INFINITE, Integer.MAX_VALUE).forEach(group.units::remove));
	}

	@Override
	public void forgetHeads() {
		change((group) -> group.heads.clear());
	}

	@Override
	public void forget(String unit) {
		change((group) -> group.bags.remove(unit));
	}

	@Override
	public void cutFinishInHalf(FinishCommand command) {
		State before = this.store.withGroup(Fleet.GROUP, State::new);
		this.store.finish(command);
		change(before::restore);
	}

	private void change(Consumer<GroupData> change) {
		this.store.withGroup(Fleet.GROUP, (group) -> {
			change.accept(group);
			return true;
		});
	}

	@Override
	public void close() {
	}

	/**
	 * What a finish changes besides the databag.
	 */
	private static final class State {

		private final GroupTime time;

		private final @Nullable GrantRecord grant;

		private final long lastToken;

		private final Map<String, Head> heads;

		private final List<Map<String, Long>> indexes;

		private final History history;

		State(GroupData group) {
			this.time = group.time.copy();
			this.grant = group.grant;
			this.lastToken = group.lastToken;
			this.heads = Map.copyOf(group.heads);
			this.indexes = indexes(group).map(State::scores).toList();
			this.history = group.history.copy();
		}

		private static Stream<ScoredSet> indexes(GroupData group) {
			return Stream.of(group.requests, group.retries, group.delayed, group.departed);
		}

		private static Map<String, Long> scores(ScoredSet index) {
			Map<String, Long> scores = new HashMap<>();
			for (String unit : index.upTo(ScoredSet.INFINITE, Integer.MAX_VALUE)) {
				scores.put(unit, Objects.requireNonNull(index.score(unit)));
			}
			return scores;
		}

		void restore(GroupData group) {
			group.time = this.time;
			group.grant = this.grant;
			group.lastToken = this.lastToken;
			group.history = this.history;
			group.heads.clear();
			group.heads.putAll(this.heads);
			Iterator<Map<String, Long>> scores = this.indexes.iterator();
			indexes(group).forEach((index) -> {
				index.upTo(ScoredSet.INFINITE, Integer.MAX_VALUE).forEach(index::remove);
				scores.next().forEach(index::put);
			});
		}

	}

}
