package io.github.rollingops.sample.page;

import java.util.Map;
import java.util.TreeMap;

import org.springframework.stereotype.Component;

/**
 * Counts the searches.
 */
@Component
class SearchCounters {

	private final Map<String, Long> byUnit = new TreeMap<>();

	private int rate;

	private long failed;

	private long retried;

	synchronized void rate(int rate) {
		this.rate = rate;
	}

	synchronized void answered(String unit) {
		this.byUnit.merge(unit, 1L, Long::sum);
	}

	synchronized void failed() {
		this.failed++;
	}

	synchronized void retried() {
		this.retried++;
	}

	synchronized FleetState.Searches current() {
		long answered = this.byUnit.values().stream().mapToLong(Long::longValue).sum();
		return new FleetState.Searches(this.rate, answered, this.failed, this.retried, new TreeMap<>(this.byUnit));
	}

}
