package io.github.rollingops.sample.page;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Brings searches to the units in turn, past those that refuse or do not answer.
 */
@Component
class SearchRouter {

	private static final Duration TIMEOUT = Duration.ofMillis(300);

	/**
	 * More than once all: while one unit after another refuses, each may have done so
	 * just when it was asked.
	 */
	private static final int ROUNDS = 4;

	private static final Duration PAUSE = Duration.ofMillis(100);

	private final LivingUnits units;

	private final UnitHttp http;

	private final SearchCounters counters;

	private final AtomicInteger turn = new AtomicInteger();

	SearchRouter(LivingUnits units, UnitHttp http, SearchCounters counters) {
		this.units = units;
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
			if (round > 1) {
				Thread.sleep(PAUSE.toMillis());
			}
			for (LivingUnit unit : candidates()) {
				Optional<Found> found = ask(unit, path, TIMEOUT.multipliedBy(round));
				if (found.isPresent()) {
					this.counters.answered(unit.name());
					return found;
				}
				this.counters.retried();
			}
		}
		this.counters.failed();
		return Optional.empty();
	}

	/**
	 * Return who can be asked: those that take searches, and then the others, since what
	 * is known of them may have changed by now.
	 */
	private List<LivingUnit> candidates() {
		return this.units.inTurn(this.turn.getAndIncrement())
			.stream()
			.sorted(Comparator.comparing(LivingUnit::accepting).reversed())
			.toList();
	}

	private Optional<Found> ask(LivingUnit unit, String path, Duration timeout) throws InterruptedException {
		try {
			HttpResponse<String> response = this.http.get(unit, path, timeout);
			return (response.statusCode() == HttpStatus.OK.value())
					? Optional.of(new Found(unit.name(), response.body())) : Optional.empty();
		}
		catch (IOException ex) {
			// ended or was stopped; the next one, please
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
