package io.github.rollingops.sample.search;

import java.io.IOException;
import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Answers searches.
 */
@RestController
class SearchController {

	private final SearchIndex index;

	private final TrafficSwitch traffic;

	private final String unit;

	SearchController(SearchIndex index, TrafficSwitch traffic, @Value("${rollingops.unit-name:}") String unit) {
		this.index = index;
		this.traffic = traffic;
		this.unit = unit;
	}

	/**
	 * Search the documents.
	 * @param text what to look for
	 * @throws ResponseStatusException with status 503 while another unit should be asked
	 */
	@GetMapping("/search")
	Answer search(@RequestParam("q") String text) throws IOException {
		if (!this.traffic.isAccepted()) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, this.unit + " refuses traffic");
		}
		return new Answer(this.unit, this.index.search(text));
	}

	/**
	 * The answer to a search.
	 *
	 * @param unit the unit that answers
	 * @param hits what it found, best first
	 */
	record Answer(String unit, List<Hit> hits) {
	}

}
