package io.github.rollingops.sample.page;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Looks at the group through its units, one after another: each of them knows the whole
 * group, and each alone knows what troubles itself. One that takes its time, as it does
 * while the store says nothing, holds the others up no longer than until the next look.
 */
@Component
class GroupObserver implements SmartInitializingSingleton, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(GroupObserver.class);

	private static final Duration INTERVAL = Duration.ofMillis(500);

	/**
	 * So that one look is enough for what happens at once.
	 */
	private static final Duration PAUSE = Duration.ofMillis(50);

	/**
	 * More than a unit waits for the store, so that it can say that it waited in vain.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	/**
	 * Enough for a unit that knows already that the store does not answer.
	 */
	private static final Duration HEALTH_TIMEOUT = Duration.ofMillis(1500);

	/**
	 * After which others are asked instead of a unit. It may yet answer, and say why it
	 * took so long: what is known of its health stands until then.
	 */
	private static final Duration SILENCE = Duration.ofMillis(500);

	private static final Duration LATELY = Duration.ofSeconds(2);

	private static final String PATH = GroupEndpoint.PATH + "/default?limit=50";

	private static final String HEALTH = "/actuator/health/rollingops";

	private static final Set<Integer> OK = Set.of(200);

	/**
	 * Who is down says so with a status of its own.
	 */
	private static final Set<Integer> UP_OR_DOWN = Set.of(200, 503);

	private final LocalFleet fleet;

	private final LivingUnits units;

	private final UnitHttp http;

	private final JsonMapper json;

	private final ScheduledExecutorService timer;

	private final ExecutorService askers = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "page-look");
		thread.setDaemon(true);
		return thread;
	});

	private final AtomicBoolean due = new AtomicBoolean();

	private final Map<String, Long> askedAt = new ConcurrentHashMap<>();

	private final Map<String, UnitHealth> healths = new ConcurrentHashMap<>();

	/**
	 * What units have said of themselves that have not told the group yet.
	 */
	private final Map<String, UnitHealth> early = new ConcurrentHashMap<>();

	private final AtomicReference<@Nullable Sight> last = new AtomicReference<>();

	private int turn;

	GroupObserver(LocalFleet fleet, LivingUnits units, UnitHttp http, JsonMapper json, ScheduledExecutorService timer) {
		this.fleet = fleet;
		this.units = units;
		this.http = http;
		this.json = json;
		this.timer = timer;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.timer.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		this.fleet.onChange(this::lookSoon);
	}

	private void lookSoon() {
		if (this.due.compareAndSet(false, true)) {
			this.timer.schedule(this::look, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private synchronized void look() {
		this.due.set(false);
		List<LivingUnit> living = this.units.inTurn(this.turn++);
		this.healths.keySet().retainAll(living.stream().map(LivingUnit::name).toList());
		this.askedAt.forEach(this::noteSilence);
		long now = System.nanoTime();
		living.stream()
			.filter((unit) -> this.askedAt.putIfAbsent(unit.name(), now) == null)
			.findFirst()
			.ifPresent((unit) -> this.askers.execute(() -> ask(unit, now)));
	}

	private void noteSilence(String unit, long since) {
		if (System.nanoTime() - since > SILENCE.toNanos()) {
			this.http.noteSilence(unit);
			this.healths.computeIfPresent(unit, (name, known) -> this.early.getOrDefault(name, known));
		}
	}

	private void ask(LivingUnit unit, long now) {
		try {
			// Told without the store, which the group is not.
			UnitHealth.Answer health = read(unit, HEALTH, HEALTH_TIMEOUT, UP_OR_DOWN, UnitHealth.Answer.class);
			if (health != null) {
				this.early.put(unit.name(), UnitHealth.of(null, health));
			}
			GroupState state = read(unit, PATH, TIMEOUT, OK, GroupState.class);
			if (state != null) {
				see(state, now);
			}
			this.healths.compute(unit.name(), (name, known) -> {
				this.early.remove(name);
				return UnitHealth.of(state, health);
			});
		}
		finally {
			this.askedAt.remove(unit.name());
		}
	}

	/**
	 * Who was asked later has seen more, though it may have answered before.
	 */
	private void see(GroupState state, long askedAt) {
		if (state.error() == null) {
			Sight sight = new Sight(state, askedAt, System.nanoTime());
			this.last.accumulateAndGet(sight,
					(one, other) -> (one != null && one.askedAt() - askedAt > 0) ? one : other);
		}
	}

	private <T> @Nullable T read(LivingUnit unit, String path, Duration timeout, Set<Integer> statuses, Class<T> type) {
		try {
			HttpResponse<String> response = this.http.get(unit, path, timeout);
			return statuses.contains(response.statusCode()) ? this.json.readValue(response.body(), type) : null;
		}
		catch (IOException ex) {
			// ended or was stopped; the next one, please
			return null;
		}
		// Whatever it is, it must not go unnoticed on a thread that nobody watches
		catch (RuntimeException ex) {
			logger.warn("{} answers what is not understood", unit.name(), ex);
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	/**
	 * Return the group as it was last told, or {@code null} if it has not been yet.
	 */
	@Nullable GroupState group() {
		Sight last = this.last.get();
		return (last != null) ? last.state() : null;
	}

	/**
	 * Return whether the group's state has been told lately.
	 */
	boolean isReachable() {
		Sight last = this.last.get();
		return last != null && System.nanoTime() - last.toldAt() < LATELY.toNanos();
	}

	/**
	 * Return how a unit fared when it was asked last.
	 */
	UnitHealth healthOf(String unit) {
		return this.healths.getOrDefault(unit, UnitHealth.unknown());
	}

	@Override
	public void destroy() {
		this.askers.shutdownNow();
	}

	private record Sight(GroupState state, long askedAt, long toldAt) {
	}

}
