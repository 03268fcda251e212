package io.github.rollingops.test;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.engine.GroupSettings;
import io.github.rollingops.engine.RollingOpsEngine;
import io.github.rollingops.event.RollingOpsEvent;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * The unit that is tested, other units around it, and the time of all of them. Nothing
 * happens by itself: callbacks, timers and listeners run within {@link #settle()},
 * {@link #advance(Duration)} and the other methods that say that they settle, on the
 * thread that calls them. A callback takes as long as it turns the clock: no time at all,
 * unless something that it calls does so.
 * <p>
 * Where a method does not name a unit, it is about the one that is tested. What fails
 * inside a run - an assertion, or an action given to {@link #atStartOf} - is thrown by
 * the method of the fleet that led to the run.
 *
 * @since 0.1.0
 */
public final class RollingOpsFleet implements AssertProvider<RollingOpsFleetAssert> {

	private static final String HOLDER = "turn-holder";

	private final ManualTime time = new ManualTime();

	private final Happenings happenings = new Happenings(this.time);

	private final Map<String, SimulatedUnit> others = new LinkedHashMap<>();

	private final SharedStore store = new SharedStore(this.time);

	private final FleetUnit self = unit();

	private @Nullable Groups groups;

	RollingOpsFleet() {
	}

	/**
	 * Create a fleet without an application: the unit that is tested is named
	 * {@code unit}, has these callbacks and the default settings.
	 * @param callbacks what it can run
	 * @return the fleet, whose only unit has joined
	 */
	public static RollingOpsFleet of(RollingOperationRegistration... callbacks) {
		RollingOpsFleet fleet = new RollingOpsFleet();
		Groups groups = new Groups(CallbackRegistry.of(callbacks), new DefaultSettings());
		fleet.groups = groups;
		fleet.self.withEngine("unit", groups.callbacks(), groups.settings());
		fleet.reset();
		return fleet;
	}

	/**
	 * Take over the unit that an application is.
	 */
	void attach(String unit, RollingOpsEngine engine, Groups groups) {
		this.self.attach(unit, engine);
		this.groups = groups;
	}

	/**
	 * Begin anew: the unit that is tested is alone, its queue is empty, and nothing has
	 * happened yet. The clock goes on.
	 */
	public void reset() {
		this.others.values().forEach((other) -> other.unit().die());
		this.others.clear();
		this.self.die();
		this.self.forgetActions();
		this.store.reset(this.self.link());
		this.self.begin();
		settle();
		this.happenings.clear();
	}

	/**
	 * Let nothing keep the application from ending: callbacks that have not begun do not
	 * begin any more, the events that are under way still reach their listeners.
	 */
	void close() {
		this.self.threads().discardCallbacks();
		this.time.advance(Duration.ZERO);
	}

	private FleetUnit unit() {
		return new FleetUnit(this.time, this.happenings, this.store.link());
	}

	/**
	 * Return the service of the unit that is tested.
	 * @return the service
	 */
	public RollingOpsService rollingOps() {
		return this.self.engine().service();
	}

	/**
	 * Return the clock of the fleet, for whatever in the test shall go by the same time.
	 * @return the clock
	 */
	public Clock clock() {
		return this.time;
	}

	/**
	 * Let happen what happens without any time passing.
	 */
	public void settle() {
		advance(Duration.ZERO);
	}

	/**
	 * Let time pass, and everything happen that happens meanwhile: heartbeats, timeouts,
	 * retries, runs of callbacks. Called during a run, it is the run that takes this
	 * long.
	 * @param duration how long
	 */
	public void advance(Duration duration) {
		this.time.advance(duration);
		if (!this.happenings.isAnyRunning()) {
			this.happenings.throwFailure();
		}
	}

	/**
	 * Let pass the time after which the fleet has noticed that a unit is gone, and has
	 * gone on without it: a lease and two heartbeats.
	 */
	public void advancePastLease() {
		advance(groups()
			.longest((settings) -> settings.leaseDuration().plus(settings.heartbeatInterval().multipliedBy(2))));
	}

	/**
	 * Let another unit join all groups. It has the same callbacks, as stubs that answer
	 * {@code RELEASE} unless they are told otherwise. Settles.
	 * @param name the name of the unit
	 * @return the unit
	 * @throws IllegalArgumentException if the name is taken
	 */
	public SimulatedUnit join(String name) {
		if (this.others.containsKey(name) || name.equals(this.self.name())) {
			throw new IllegalArgumentException("There is a unit '" + name + "' already; take another name");
		}
		SimulatedUnit other = new SimulatedUnit(this, unit(), name, groups());
		this.others.put(name, other);
		other.unit().begin();
		settle();
		return other;
	}

	Groups groups() {
		return FleetUnit.started(this.groups);
	}

	/**
	 * Let another unit take the turn in the group {@value RollingOpsGroup#DEFAULT_NAME}
	 * and keep it until {@link #passTurn()}. Settles.
	 */
	public void holdTurn() {
		holdTurn(RollingOpsGroup.DEFAULT_NAME);
	}

	/**
	 * Let another unit take the turn in a group and keep it until {@link #passTurn()}.
	 * Settles, before and after.
	 * @param group the name of the group
	 * @throws IllegalStateException if another unit has the turn
	 */
	public void holdTurn(String group) {
		settle();
		SimulatedUnit holder = this.others.get(HOLDER);
		((holder != null) ? holder : join(HOLDER)).hold(group);
	}

	/**
	 * Let the unit that holds the turn have done with it. Settles: whoever waits, runs.
	 * @throws IllegalStateException if no turn is held
	 */
	public void passTurn() {
		SimulatedUnit holder = this.others.get(HOLDER);
		if (holder == null || !holder.pass()) {
			throw new IllegalStateException("No turn is held; call holdTurn() first");
		}
	}

	@Nullable Grant grant(String group) {
		return this.store.read().snapshot(group).grant();
	}

	/**
	 * Have something happen at the start of the next run of a callback, before the
	 * callback is called: {@code fleet.atStartOf("reload", fleet::loseGrant)}.
	 * @param callbackId the id of the callback
	 * @param action what happens, on the thread of the callback
	 */
	public void atStartOf(String callbackId, Runnable action) {
		this.self.atStartOf(callbackId, action);
	}

	/**
	 * Have something happen at the end of the next run of a callback, when the callback
	 * has returned and the group does not know it yet:
	 * {@code fleet.atEndOf("reload", fleet::crash)}.
	 * @param callbackId the id of the callback
	 * @param action what happens, on the thread of the callback
	 */
	public void atEndOf(String callbackId, Runnable action) {
		this.self.atEndOf(callbackId, action);
	}

	/**
	 * Cut the unit off from the store until it no longer trusts its grant, and then let
	 * it reach the store again. The run that has the grant is interrupted. To be called
	 * during a run, by {@link #atStartOf} or by something that the callback calls.
	 * @throws IllegalStateException if no callback of the unit runs
	 */
	public void loseGrant() {
		if (!this.self.isRunning()) {
			throw new IllegalStateException("No callback of unit '" + this.self.name()
					+ "' runs that could lose its grant; call this during a run, for instance by atStartOf(..)");
		}
		disconnect();
		advance(groups().longest(GroupSettings::renewDeadline));
		reconnect();
	}

	/**
	 * Cut the unit off from the store, which others still reach.
	 */
	public void disconnect() {
		this.self.link().disconnect(true);
	}

	/**
	 * Let the unit reach the store again; it does so at its next heartbeat.
	 */
	public void reconnect() {
		this.self.link().disconnect(false);
	}

	/**
	 * Let the process of the unit be gone without a word. During a run, the run ends here
	 * with an error that nobody should catch. The application's beans stay as they are.
	 */
	public void crash() {
		this.self.crash();
	}

	/**
	 * Let the unit come back with a new boot id, after a {@link #crash()} or by one.
	 * Settles. As in life, it joins only when the membership of its last life has ended:
	 * {@link #advancePastLease()}.
	 * @throws IllegalStateException during a run of the unit
	 */
	public void restart() {
		this.self.restart();
		settle();
	}

	/**
	 * Let no unit reach the store.
	 */
	public void stopStore() {
		this.store.stop(true);
	}

	/**
	 * Let all units reach the store again, each at its next heartbeat.
	 */
	public void startStore() {
		this.store.stop(false);
	}

	/**
	 * Let the store lose everything that it knows, as by a restart without its data.
	 */
	public void loseStore() {
		this.store.lose();
	}

	/**
	 * Return what all units have published, in order.
	 * @return the events since the test began
	 */
	public List<RollingOpsEvent> events() {
		return this.happenings.events();
	}

	/**
	 * Return the runs of callbacks on all units, in the order in which they began.
	 * @return the runs since the test began
	 */
	public List<Turn> turns() {
		return this.happenings.turns();
	}

	/**
	 * Return assertions; {@code assertThat(fleet)} of AssertJ does so.
	 */
	@Override
	public RollingOpsFleetAssert assertThat() {
		return new RollingOpsFleetAssert(this);
	}

	FleetUnit self() {
		return this.self;
	}

	Happenings happenings() {
		return this.happenings;
	}

	@Nullable UnitDatabag databag(String group, String unit) {
		return this.store.read().databag(group, unit);
	}

}
