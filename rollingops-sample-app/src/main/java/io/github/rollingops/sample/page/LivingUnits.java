package io.github.rollingops.sample.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.github.rollingops.sample.page.LocalFleet.ProcessState;
import io.github.rollingops.sample.page.LocalFleet.Unit;

import org.springframework.stereotype.Component;

/**
 * The units that can be spoken to at the moment.
 */
@Component
class LivingUnits {

	private final LocalFleet fleet;

	private final UnitHttp http;

	LivingUnits(LocalFleet fleet, UnitHttp http) {
		this.fleet = fleet;
		this.http = http;
	}

	/**
	 * Return the units in the order in which to try them.
	 * @param turn a number that grows from one time to the next, so that each unit comes
	 * first in its turn; those that were silent lately come last nevertheless
	 */
	List<LivingUnit> inTurn(int turn) {
		List<LivingUnit> units = new ArrayList<>(this.fleet.units().stream().flatMap(LivingUnits::living).toList());
		if (!units.isEmpty()) {
			Collections.rotate(units, -Math.floorMod(turn, units.size()));
		}
		units.sort(Comparator.comparing((unit) -> this.http.wasSilent(unit.name())));
		return units;
	}

	private static Stream<LivingUnit> living(Unit unit) {
		Integer port = unit.port();
		return (port != null && unit.process() == ProcessState.RUNNING)
				? Stream.of(new LivingUnit(unit.name(), port, unit.accepting())) : Stream.empty();
	}

}
