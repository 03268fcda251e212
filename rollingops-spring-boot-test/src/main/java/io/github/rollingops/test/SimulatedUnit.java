package io.github.rollingops.test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.callback.CallbackRegistry;
import org.assertj.core.api.AssertProvider;

/**
 * Another unit of a {@link RollingOpsFleet}. Its callbacks are stubs that have the ids of
 * the callbacks of the unit that is tested.
 *
 * @since 0.1.0
 */
public final class SimulatedUnit implements AssertProvider<SimulatedUnitAssert> {

	private static final String HOLD = "hold-turn";

	private static final Duration LONGEST_HOLD = Duration.ofDays(365);

	private final RollingOpsFleet fleet;

	private final FleetUnit unit;

	private final Map<String, Deque<OperationResult>> answers = new ConcurrentHashMap<>();

	SimulatedUnit(RollingOpsFleet fleet, FleetUnit unit, String name, Groups groups) {
		this.fleet = fleet;
		this.unit = unit.withEngine(name, stubs(groups.callbacks()), groups.settings());
	}

	private CallbackRegistry stubs(CallbackRegistry callbacks) {
		List<RollingOperationRegistration> stubs = new ArrayList<>();
		for (String group : callbacks.groups()) {
			callbacks.callbackIds(group)
				.forEach((id) -> stubs.add(new RollingOperationRegistration(group, id, (context) -> answer(id))));
			stubs.add(new RollingOperationRegistration(group, HOLD, (context) -> answer(HOLD), LONGEST_HOLD));
		}
		return CallbackRegistry.of(stubs.toArray(RollingOperationRegistration[]::new));
	}

	private OperationResult answer(String callbackId) {
		OperationResult answer = this.answers.getOrDefault(callbackId, new ArrayDeque<>()).poll();
		return (answer != null) ? answer : OperationResult.RELEASE;
	}

	/**
	 * Return the name of the unit.
	 * @return the name
	 */
	public String name() {
		return this.unit.name();
	}

	/**
	 * Return the service of the unit, by which it can request operations of its own.
	 * @return the service
	 */
	public RollingOpsService rollingOps() {
		return this.unit.engine().service();
	}

	/**
	 * Say what the next runs of a callback answer. After them it is {@code RELEASE}
	 * again.
	 * @param callbackId the id of the callback
	 * @param results what the runs answer, one after the other
	 * @return this unit
	 */
	public SimulatedUnit answers(String callbackId, OperationResult... results) {
		this.answers.computeIfAbsent(callbackId, (id) -> new ArrayDeque<>()).addAll(List.of(results));
		return this;
	}

	/**
	 * Have something happen at the start of the next run of a callback.
	 * @param callbackId the id of the callback
	 * @param action what happens, on the thread of the callback
	 */
	public void atStartOf(String callbackId, Runnable action) {
		this.unit.atStartOf(callbackId, action);
	}

	/**
	 * Let the process of the unit be gone without a word.
	 */
	public void crash() {
		this.unit.crash();
	}

	/**
	 * Let the unit come back with a new boot id. Settles.
	 */
	public void restart() {
		this.unit.restart();
		this.fleet.settle();
	}

	/**
	 * Let the unit leave in peace. Settles.
	 */
	public void leave() {
		this.unit.leave();
		this.fleet.settle();
	}

	/**
	 * Take the turn and keep it.
	 */
	void hold(String group) {
		this.unit.threads().holdCallbacks(true);
		rollingOps().group(group).requestLock(HOLD);
		this.fleet.settle();
		Grant grant = this.fleet.grant(group);
		if (grant == null || !grant.unit().equals(name())) {
			throw new IllegalStateException("Nobody can hold the turn of group '" + group + "': "
					+ ((grant == null) ? "nothing is granted; let time pass first, see advancePastLease()"
							: "unit '" + grant.unit() + "' has it"));
		}
	}

	/**
	 * Have done with every turn that is kept.
	 * @return whether there was one
	 */
	boolean pass() {
		boolean held = this.unit.threads().holdsCallbacks();
		this.unit.threads().holdCallbacks(false);
		this.fleet.settle();
		return held;
	}

	FleetUnit unit() {
		return this.unit;
	}

	/**
	 * Return assertions; {@code assertThat(unit)} of AssertJ does so.
	 */
	@Override
	public SimulatedUnitAssert assertThat() {
		return new SimulatedUnitAssert(this, this.fleet);
	}

	@Override
	public String toString() {
		return name();
	}

}
