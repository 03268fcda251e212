package io.github.rollingops.sample.search;

import java.io.IOException;
import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers searches.
 */
@RestController
class SearchController {

	private final SearchIndex index;

	private final String unit;

	SearchController(SearchIndex index, @Value("${rollingops.unit-name:}") String unit) {
		this.index = index;
		this.unit = unit;
	}

	@GetMapping("/search")
	Answer search(@RequestParam("q") String text) throws IOException {
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
