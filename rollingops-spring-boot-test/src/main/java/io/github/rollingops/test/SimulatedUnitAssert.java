package io.github.rollingops.test;

import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a unit other than the one that is tested.
 *
 * @since 0.1.0
 */
public final class SimulatedUnitAssert extends AbstractAssert<SimulatedUnitAssert, SimulatedUnit> {

	private final RollingOpsFleet fleet;

	SimulatedUnitAssert(SimulatedUnit actual, RollingOpsFleet fleet) {
		super(actual, SimulatedUnitAssert.class);
		this.fleet = fleet;
	}

	/**
	 * Go on to the operation of this unit that was requested last.
	 * @param callbackId the id of its callback
	 * @return assertions about the operation
	 * @throws AssertionError if there is none
	 */
	public OperationAssert operation(String callbackId) {
		return OperationAssert.latest(this.fleet, this.actual.name(), callbackId);
	}

}
