package io.github.rollingops.test;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;

/**
 * The store in which all units of a fleet agree.
 */
final class SharedStore {

	private final InstantSource clock;

	private final List<UnitLink> links = new CopyOnWriteArrayList<>();

	private volatile DatabagStore store;

	private volatile boolean stopped;

	SharedStore(InstantSource clock) {
		this.clock = clock;
		this.store = new InMemoryDatabagStore(clock);
	}

	/**
	 * Return a way to this store for one unit.
	 */
	UnitLink link() {
		UnitLink link = new UnitLink(this.store, () -> this.stopped);
		this.links.add(link);
		return link;
	}

	/**
	 * Let nobody reach it, or everybody again.
	 */
	void stop(boolean stopped) {
		this.stopped = stopped;
	}

	/**
	 * Lose all data.
	 */
	void lose() {
		this.store = new InMemoryDatabagStore(this.clock);
		this.links.forEach((link) -> link.connect(this.store));
	}

	/**
	 * Begin anew with a single unit.
	 */
	void reset(UnitLink unit) {
		this.links.retainAll(List.of(unit));
		stop(false);
		lose();
	}

	/**
	 * Return the store as nobody sees it who can be cut off.
	 */
	DatabagStore read() {
		return this.store;
	}

}
