package io.github.rollingops.databag.walk;

import java.util.List;

import io.github.rollingops.Operation;
import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.databag.AdministrationAnswer.Status;
import io.github.rollingops.databag.AdministrationCommand;
import io.github.rollingops.databag.AdministrationCommand.Action;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.UnitDatabag;

/**
 * What an operator does on a walk. Each step returns whether it was done.
 */
final class WalkAdministration {

	private static final String ENTRY = """
			{"id":"aside-%d","callback_id":"reload","kwargs":"{}","requested_at":"2026-03-01T12:00:00Z",\
			"max_retry":"","attempt":"%s","cut_short":"0","z":"/"}""";

	private final WalkFleet fleet;

	private int written;

	WalkAdministration(WalkFleet fleet) {
		this.fleet = fleet;
	}

	/**
	 * One that waits, runs, has ended, or never was.
	 */
	boolean cancel() {
		List<UnitDatabag> queued = this.fleet.snapshot()
			.units()
			.stream()
			.filter((unit) -> !unit.queue().isEmpty())
			.toList();
		if (queued.isEmpty()) {
			return false;
		}
		UnitDatabag unit = this.fleet.any(queued);
		List<Operation> operations = unit.queue().operations();
		String id = this.fleet.any(operations).id();
		if (!unit.ended().isEmpty() && this.fleet.chance(10)) {
			id = this.fleet.any(unit.ended()).operationId();
		}
		return administer(unit.unit(), Action.CANCEL, "", id, 0, 0);
	}

	/**
	 * From its holder, or from one who is none any more.
	 */
	boolean release() {
		Grant grant = this.fleet.snapshot().grant();
		return grant != null && administer(grant.unit(), Action.RELEASE, "", "",
				grant.fencingToken() - (this.fleet.chance(10) ? 1 : 0), 0);
	}

	boolean forget() {
		List<UnitDatabag> departed = this.fleet.snapshot().units().stream().filter((unit) -> !unit.live()).toList();
		if (departed.isEmpty()) {
			return false;
		}
		UnitDatabag unit = this.fleet.any(departed);
		return administer(unit.unit(), Action.FORGET, this.fleet.chance(90) ? unit.bootId() : "another", "", 0, 0);
	}

	/**
	 * After somebody has mended some of it, or has not.
	 */
	boolean readmit() {
		String unit = this.fleet.any(WalkFleet.NAMES);
		if (this.fleet.databag(unit) == null) {
			return false;
		}
		if (this.fleet.chance(70)) {
			String good = ENTRY.formatted(++this.written, "0");
			String bad = ENTRY.formatted(++this.written, "many");
			String other = ENTRY.formatted(++this.written, "2");
			String whole = "[" + good + ",7, " + other + "]";
			this.fleet.stores.writeSetAside(unit, this.fleet.any(List.of(good, bad, whole, " " + whole + " ")),
					this.fleet.any(List.of(bad, "nonsense", "[]", "]", "[" + bad + "]")));
		}
		return administer(unit, Action.READMIT, "", "", 0, 0);
	}

	boolean discard() {
		List<UnitDatabag> units = this.fleet.snapshot()
			.units()
			.stream()
			.filter((unit) -> !unit.setAside().isEmpty())
			.toList();
		if (units.isEmpty()) {
			return false;
		}
		UnitDatabag unit = this.fleet.any(units);
		int seen = unit.setAside().size() - (this.fleet.chance(10) ? 1 : 0);
		return administer(unit.unit(), Action.DISCARD, "", "", 0, seen);
	}

	private boolean administer(String unit, Action action, String bootId, String operationId, long token, int entries) {
		return this.fleet.stores
			.administer(new AdministrationCommand(Fleet.GROUP, unit, action, bootId, operationId, token, entries,
					"älice / \"ops\""))
			.status() == Status.DONE;
	}

}
