package io.github.rollingops.sample.page;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A fleet that notes what is done to it.
 */
class StubFleet implements LocalFleet {

	private final List<String> deeds = new CopyOnWriteArrayList<>();

	private final List<StubUnit> units;

	StubFleet(StubUnit... units) {
		this.units = List.of(units);
	}

	List<String> deeds() {
		return this.deeds;
	}

	@Override
	public List<Unit> units() {
		return this.units.stream().map(StubUnit::unit).toList();
	}

	@Override
	public List<Turn> turns() {
		return List.of(new Turn("a", "reindex", Instant.parse("2026-01-01T10:00:00Z"), null, null));
	}

	@Override
	public Redis redis() {
		return new Redis(false, null, true);
	}

	@Override
	public void kill(String unit) {
		this.deeds.add("kill " + unit);
	}

	@Override
	public void pause(String unit) {
		this.deeds.add("pause " + unit);
	}

	@Override
	public void resume(String unit) {
		this.deeds.add("resume " + unit);
	}

	@Override
	public void restartRedis(boolean keepData) {
		throw new IllegalStateException("not ours");
	}

	@Override
	public void poison(String unit) {
		this.deeds.add("poison " + unit);
	}

	@Override
	public void onChange(Runnable listener) {
		// nothing ever changes
	}

}
