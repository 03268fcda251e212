package io.github.rollingops.test;

import java.util.List;

import io.github.rollingops.event.RollingOpsEvent;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * Assertions about a fleet, and about the unit in it that is tested.
 *
 * @since 0.1.0
 */
public final class RollingOpsFleetAssert extends AbstractAssert<RollingOpsFleetAssert, RollingOpsFleet> {

	RollingOpsFleetAssert(RollingOpsFleet actual) {
		super(actual, RollingOpsFleetAssert.class);
	}

	/**
	 * Go on to the operation of the unit that is tested that was requested last.
	 * @param callbackId the id of its callback
	 * @return assertions about the operation
	 * @throws AssertionError if there is none
	 */
	public OperationAssert operation(String callbackId) {
		return OperationAssert.latest(this.actual, this.actual.self().name(), callbackId);
	}

	/**
	 * Check that nothing was requested of the unit that is tested.
	 * @param callbackId the id of a callback
	 * @return this
	 */
	public RollingOpsFleetAssert hasNoOperation(String callbackId) {
		String unit = this.actual.self().name();
		if (OperationAssert.find(this.actual, unit, callbackId) != null) {
			throw failure("Expecting no operation '%s' of unit '%s'.%n%s", callbackId, unit,
					this.actual.happenings().story());
		}
		return this;
	}

	/**
	 * Check which units ran an operation, in order, a unit once for each of its runs.
	 * @param units the names of the units
	 * @return this
	 */
	public RollingOpsFleetAssert tookTurns(String... units) {
		turns().extracting(Turn::unit).containsExactly(units);
		return this;
	}

	/**
	 * Check that in no group a run began while another one had not ended. Two do overlap
	 * where a callback goes on although it has lost its grant.
	 * @return this
	 */
	public RollingOpsFleetAssert neverRanTwoAtOnce() {
		List<String> overlaps = this.actual.happenings().overlaps();
		if (!overlaps.isEmpty()) {
			throw failure("Expecting no two runs of a group at once, but%n%s%n%s", String.join("\n", overlaps),
					this.actual.happenings().story());
		}
		return this;
	}

	/**
	 * Go on to the runs of callbacks on all units, in the order in which they began.
	 * @return assertions about the runs
	 */
	public ListAssert<Turn> turns() {
		return Assertions.assertThat(this.actual.turns()).as(this.actual.happenings().story());
	}

	/**
	 * Go on to what all units have published, in order.
	 * @return assertions about the events
	 */
	public ListAssert<RollingOpsEvent> events() {
		return Assertions.assertThat(this.actual.events()).as(this.actual.happenings().story());
	}

}
