package io.github.rollingops.sample.page;

import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Searches, once or all the time.
 */
@RestController
@RequestMapping("/api")
class SearchesController {

	private final SearchRouter router;

	private final SteadySearches steadySearches;

	private final JsonMapper json;

	SearchesController(SearchRouter router, SteadySearches steadySearches, JsonMapper json) {
		this.router = router;
		this.steadySearches = steadySearches;
		this.json = json;
	}

	@GetMapping("/search")
	Answer search(@RequestParam("q") String text) throws InterruptedException {
		long start = System.nanoTime();
		SearchRouter.Found found = this.router.search(text)
			.orElseThrow(() -> new PageException(HttpStatus.SERVICE_UNAVAILABLE, "No unit answers the search"));
		long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
		return new Answer(found.unit(), this.json.readTree(found.answer()).path("hits"), micros);
	}

	@PostMapping("/searches")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void searches(@RequestBody Steady steady) {
		if (steady.rate() < 0 || steady.rate() > SteadySearches.MAX_RATE) {
			throw new PageException(HttpStatus.BAD_REQUEST, "The rate is %d searches a second; it may be from 0 to %d"
				.formatted(steady.rate(), SteadySearches.MAX_RATE));
		}
		this.steadySearches.at(steady.rate());
	}

	/**
	 * The answer to a search.
	 *
	 * @param unit the unit that answered
	 * @param hits what it found
	 * @param micros how long it took, units included that did not answer
	 */
	record Answer(String unit, JsonNode hits, long micros) {
	}

	/**
	 * How many searches to make in a second.
	 */
	record Steady(int rate) {
	}

}
