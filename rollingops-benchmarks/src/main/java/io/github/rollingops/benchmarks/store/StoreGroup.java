package io.github.rollingops.benchmarks.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.rollingops.benchmarks.store.StoreUnit.Grant;
import io.github.rollingops.databag.DatabagStore;

/**
 * Members of one group, the first of which leads.
 */
final class StoreGroup {

	private final Map<String, StoreUnit> units = new LinkedHashMap<>();

	private int requests;

	StoreGroup(DatabagStore store, String group, int size) {
		for (int i = 0; i < size; i++) {
			StoreUnit unit = new StoreUnit(store, group, "unit-" + i);
			unit.beat();
			this.units.put(unit.name(), unit);
		}
	}

	List<StoreUnit> units() {
		return List.copyOf(this.units.values());
	}

	int size() {
		return this.units.size();
	}

	void requestAll() {
		this.units.values().forEach(this::request);
	}

	void request(StoreUnit unit) {
		unit.request(this.requests++);
	}

	/** Let the leader grant the first turn. */
	Grant open() {
		return Objects.requireNonNull(this.units.values().iterator().next().schedule(), "no grant");
	}

	StoreUnit holder(Grant grant) {
		return Objects.requireNonNull(this.units.get(grant.unit()));
	}

	/** End a turn and pass it on. */
	Grant passOn(Grant grant) {
		return Objects.requireNonNull(holder(grant).finish(grant.token(), true), "nobody took the turn");
	}

	/** End a turn and let the leader give the next. */
	Grant passBack(Grant grant) {
		holder(grant).finish(grant.token(), false);
		return open();
	}

}
