package io.github.rollingops.sample.page;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Looks at the group through its units, one after another: each of them knows the whole
 * group, and each alone knows what troubles itself.
 */
@Component
class GroupObserver implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(GroupObserver.class);

	private static final Duration INTERVAL = Duration.ofMillis(500);

	/**
	 * So that one look is enough for what happens at once.
	 */
	private static final Duration PAUSE = Duration.ofMillis(50);

	private static final Duration TIMEOUT = Duration.ofMillis(500);

	private static final Duration LATELY = Duration.ofSeconds(2);

	private static final String PATH = "/actuator/rollingops/default?limit=50";

	private final LocalFleet fleet;

	private final LivingUnits units;

	private final UnitHttp http;

	private final JsonMapper json;

	private final ScheduledExecutorService timer;

	private final AtomicBoolean due = new AtomicBoolean();

	private final Map<String, List<GroupState.Trouble>> troubles = new ConcurrentHashMap<>();

	private volatile @Nullable Sight last;

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
		this.troubles.keySet().retainAll(living.stream().map(LivingUnit::name).toList());
		for (LivingUnit unit : living) {
			if (lookThrough(unit)) {
				return;
			}
		}
	}

	/**
	 * Return whether the unit could tell the state of the group.
	 */
	private boolean lookThrough(LivingUnit unit) {
		GroupState state = ask(unit);
		if (state == null) {
			this.troubles.remove(unit.name());
			return false;
		}
		this.troubles.put(unit.name(), state.troubles());
		if (state.error() != null) {
			return false;
		}
		this.last = new Sight(state, System.nanoTime());
		return true;
	}

	private @Nullable GroupState ask(LivingUnit unit) {
		try {
			HttpResponse<String> response = this.http.get(unit, PATH, TIMEOUT);
			return (response.statusCode() == HttpStatus.OK.value())
					? this.json.readValue(response.body(), GroupState.class) : null;
		}
		catch (IOException ex) {
			// ended or was stopped; the next one, please
			return null;
		}
		// Whatever it is, it must not end the looking, which the timer would not resume.
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
		Sight last = this.last;
		return (last != null) ? last.state() : null;
	}

	/**
	 * Return whether the group's state has been told lately.
	 */
	boolean isReachable() {
		Sight last = this.last;
		return last != null && System.nanoTime() - last.at() < LATELY.toNanos();
	}

	/**
	 * Return what troubled a unit when it was asked last.
	 */
	List<GroupState.Trouble> troublesOf(String unit) {
		return this.troubles.getOrDefault(unit, List.of());
	}

	private record Sight(GroupState state, long at) {
	}

}
