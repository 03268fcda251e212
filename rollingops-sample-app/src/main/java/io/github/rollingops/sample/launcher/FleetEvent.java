package io.github.rollingops.sample.launcher;

import java.time.Instant;

import io.github.rollingops.sample.report.UnitReport;

/**
 * What the launcher hears of its units.
 */
sealed interface FleetEvent {

	/**
	 * Return the unit it is about.
	 */
	String unit();

	/**
	 * A unit reports.
	 */
	record Reported(String unit, UnitReport report) implements FleetEvent {
	}

	/**
	 * A unit's process has ended though it should go on; everything it reported came
	 * before.
	 */
	record Died(String unit, Instant at, int status) implements FleetEvent {
	}

	/**
	 * A unit is not started any more.
	 */
	record GivenUp(String unit, String reason) implements FleetEvent {
	}

}
