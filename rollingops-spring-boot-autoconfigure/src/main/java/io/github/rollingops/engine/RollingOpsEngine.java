package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.rollingops.Operation;
import io.github.rollingops.RollingOpsAdministration;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.RollingOpsInvalidLockRequestException;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.event.RollingOpsEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * This process as a unit of all its groups. It works between the start and the stop of
 * its phases, which may happen several times; each start begins a new life under a new
 * boot id. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class RollingOpsEngine {

	/**
	 * Before anything else is stopped: what serves traffic is still there for the
	 * callback that runs.
	 */
	static final int DRAIN_PHASE = Integer.MAX_VALUE;

	/**
	 * After the web server, before the executors and the connections.
	 */
	static final int LEAVE_PHASE = Integer.MAX_VALUE - 3072;

	static final int HALT_PHASE = Integer.MAX_VALUE - 4096;

	private final String unit;

	private final DatabagStore store;

	private final CallbackRegistry callbacks;

	private final Function<String, GroupSettings> settings;

	private final EngineThreads threads;

	private final Consumer<RollingOpsEvent> publisher;

	private final Interceptors interceptors;

	private final Map<String, Life> lives = new ConcurrentHashMap<>();

	private final Map<String, Idle> idle = new ConcurrentHashMap<>();

	/**
	 * Create an engine with no interceptors.
	 * @param unit the name of this unit
	 * @param store where the groups agree
	 * @param callbacks what this unit can run
	 * @param settings what it goes by, for each group
	 * @param threads on which threads it works
	 * @param publisher who is told of events
	 */
	public RollingOpsEngine(String unit, DatabagStore store, CallbackRegistry callbacks,
			Function<String, GroupSettings> settings, EngineThreads threads, Consumer<RollingOpsEvent> publisher) {
		this(unit, store, callbacks, settings, threads, publisher, Interceptors.NONE);
	}

	/**
	 * Create an engine.
	 * @param unit the name of this unit
	 * @param store where the groups agree
	 * @param callbacks what this unit can run
	 * @param settings what it goes by, for each group
	 * @param threads on which threads it works
	 * @param publisher who is told of events
	 * @param interceptors who stands around what this unit does
	 */
	public RollingOpsEngine(String unit, DatabagStore store, CallbackRegistry callbacks,
			Function<String, GroupSettings> settings, EngineThreads threads, Consumer<RollingOpsEvent> publisher,
			Interceptors interceptors) {
		this.unit = unit;
		this.store = store;
		this.callbacks = callbacks;
		this.settings = settings;
		this.threads = threads;
		this.publisher = publisher;
		this.interceptors = interceptors;
	}

	/**
	 * Return the service that users call.
	 * @return the service
	 */
	public RollingOpsService service() {
		return new EngineService(this.callbacks::groups, this::group);
	}

	/**
	 * Return what an operator can do.
	 * @return the administration
	 */
	public RollingOpsAdministration administration() {
		return (name, requestedBy) -> new EngineAdministration(group(name), Operation.requireRequestedBy(requestedBy),
				() -> requireLife(name));
	}

	/**
	 * Return the phases in which this engine starts and stops, for the context to drive.
	 * @return three phases: draining, leaving, and giving up on what has not ended
	 */
	public List<SmartLifecycle> phases() {
		return List.of(new EnginePhase(DRAIN_PHASE, () -> {
		}, (stopped) -> {
			drain();
			stopped.run();
		}), new EnginePhase(LEAVE_PHASE, () -> {
			begin();
			awaitJoined();
		}, (stopped) -> leave().whenComplete((result, ex) -> stopped.run())), new EnginePhase(HALT_PHASE, () -> {
		}, (stopped) -> {
			halt();
			stopped.run();
		}));
	}

	/**
	 * Begin a new life in each group, without waiting for anything. The phases do so at
	 * the start of a context, and wait until it has joined; a test may begin a life as a
	 * process does that comes back after a crash.
	 */
	public void begin() {
		for (String group : this.callbacks.groups()) {
			Identity identity = new Identity(group, this.unit, UUID.randomUUID().toString());
			Announcer announcer = new Announcer(group, this.threads.events(), this.publisher);
			Life life = new Life(new Surroundings(identity, this.settings.apply(group), this.store, this.callbacks,
					this.threads, announcer, this.interceptors), idle(group));
			this.lives.put(group, life);
			life.start();
			// Brings the scheduler's thread, which keeps a process without others alive,
			// even if the store takes longer to answer than main takes to return.
			new Timers(this.threads.scheduler()).after(Duration.ZERO, () -> {
			});
		}
	}

	/**
	 * Wait for the ends of the first attempts to join, for all groups together, so that a
	 * store that is down delays the start once and not for each of them. The store bounds
	 * an attempt by the command timeout, counted from where it can send, so that a slow
	 * cold start does not look like a store that is down; after the renew deadline an
	 * answer would be worth nothing. Longer only where another process has the name,
	 * until it is clear whether that one lives.
	 */
	private void awaitJoined() {
		long start = this.threads.nanoTime().getAsLong();
		for (Life life : this.lives.values()) {
			if (!idle(life.surroundings().identity().group()).isNow()) {
				// A callback of an earlier life runs: nothing is sent before it ends.
				continue;
			}
			GroupSettings settings = life.surroundings().settings();
			Duration waited = Duration.ofNanos(this.threads.nanoTime().getAsLong() - start);
			await(life.heart().firstAnswer(), settings.renewDeadline().minus(waited));
			if (life.membership().twin() != null) {
				await(life.membership().twinDecided(), settings.heartbeatInterval().plus(settings.commandTimeout()));
			}
			requireNoTwin(life);
		}
	}

	private Idle idle(String group) {
		return this.idle.computeIfAbsent(group, (name) -> new Idle());
	}

	private void requireNoTwin(Life life) {
		if (life.membership().hasLiveTwin()) {
			Identity identity = life.surroundings().identity();
			String twin = String.valueOf(life.membership().twin());
			halt();
			throw new UnitNameTakenException(identity.group(), identity.unit(), twin);
		}
	}

	private static void await(CompletableFuture<?> future, Duration limit) {
		try {
			future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			// The application starts all the same; the unit joins when it can.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	void drain() {
		this.lives.values().forEach(Life::drain);
	}

	CompletableFuture<?> leave() {
		List<CompletableFuture<@Nullable Void>> leaves = new ArrayList<>();
		this.lives.values().forEach((life) -> leaves.add(life.leave()));
		return CompletableFuture.allOf(leaves.toArray(new CompletableFuture<?>[0]));
	}

	void halt() {
		this.lives.values().forEach(Life::halt);
	}

	@Nullable Life life(String group) {
		return this.lives.get(group);
	}

	private RollingOpsGroup group(String name) {
		if (!this.callbacks.groups().contains(name)) {
			throw new RollingOpsInvalidLockRequestException("There is no group '" + name + "'; known are "
					+ this.callbacks.groups() + "; name it in an annotation, a registration or a property");
		}
		return new EngineGroup(name, this.unit, () -> requireLife(name));
	}

	private Life requireLife(String group) {
		Life life = this.lives.get(group);
		if (life == null) {
			throw new RollingOpsNoRelationException(Reason.NOT_STARTED,
					"Unit '" + this.unit + "' has not been started yet; request once the context has started");
		}
		return life;
	}

}
