package io.github.rollingops.sample.page;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.rollingops.sample.page.LocalFleet.ProcessState;
import io.github.rollingops.sample.page.LocalFleet.Unit;

import org.springframework.stereotype.Component;

/**
 * Brings searches to the units in turn, past those that refuse or do not answer.
 */
@Component
class SearchRouter {

	private static final Duration TIMEOUT = Duration.ofMillis(300);

	/**
	 * How long a unit that did not answer is asked only if no other one is left.
	 */
	private static final Duration MISTRUST = Duration.ofSeconds(1);

	/**
	 * More than once all: while one unit after another refuses, each may have done so
	 * just when it was asked.
	 */
	private static final int ROUNDS = 4;

	private static final Duration PAUSE = Duration.ofMillis(100);

	private final LocalFleet fleet;

	private final UnitHttp http;

	private final SearchCounters counters;

	private final AtomicInteger next = new AtomicInteger();

	private final Map<String, Long> silentSince = new ConcurrentHashMap<>();

	SearchRouter(LocalFleet fleet, UnitHttp http, SearchCounters counters) {
		this.fleet = fleet;
		this.http = http;
		this.counters = counters;
	}

	/**
	 * Search.
	 * @param text what to look for
	 * @return who answered what, or nothing if no unit did
	 */
	Optional<Found> search(String text) throws InterruptedException {
		String path = "/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
		for (int round = 1; round <= ROUNDS; round++) {
			for (Unit unit : candidates()) {
				Optional<Found> found = ask(unit, path, TIMEOUT.multipliedBy(round));
				if (found.isPresent()) {
					this.counters.answered(unit.name());
					return found;
				}
				this.counters.retried();
			}
			Thread.sleep(PAUSE.toMillis());
		}
		this.counters.failed();
		return Optional.empty();
	}

	/**
	 * Return who can be asked: in turn those that should answer, and then the others,
	 * since what is known of them may have changed by now.
	 */
	private List<Unit> candidates() {
		List<Unit> units = new ArrayList<>(this.fleet.units()
			.stream()
			.filter((unit) -> unit.port() != null && unit.process() == ProcessState.RUNNING)
			.toList());
		if (!units.isEmpty()) {
			Collections.rotate(units, -Math.floorMod(this.next.getAndIncrement(), units.size()));
		}
		units.sort(Comparator.comparing((unit) -> !unit.accepting() || isSilent(unit.name())));
		return units;
	}

	private boolean isSilent(String unit) {
		Long since = this.silentSince.get(unit);
		return since != null && System.nanoTime() - since < MISTRUST.toNanos();
	}

	private Optional<Found> ask(Unit unit, String path, Duration timeout) throws InterruptedException {
		Integer port = unit.port();
		if (port == null) {
			return Optional.empty();
		}
		try {
			HttpResponse<String> response = this.http.get(port, path, timeout);
			this.silentSince.remove(unit.name());
			return (response.statusCode() == 200) ? Optional.of(new Found(unit.name(), response.body()))
					: Optional.empty();
		}
		catch (IOException ex) {
			this.silentSince.put(unit.name(), System.nanoTime());
			return Optional.empty();
		}
	}

	/**
	 * The answer to a search.
	 *
	 * @param unit the unit that answered
	 * @param answer its answer as it came
	 */
	record Found(String unit, String answer) {
	}

}
