package io.github.rollingops.sample.browser;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A turn in the timeline.
 *
 * @param unit whose turn it is
 * @param operation what ran
 * @param result how it ended, or {@code running}
 * @param start when it began
 * @param end when it ended, if it did
 */
record Bar(String unit, String operation, String result, Instant start,
		@Nullable Instant end) implements Comparable<Bar> {

	static Bar of(Map<String, String> data) {
		String end = data.getOrDefault("end", "");
		return new Bar(data.get("unit"), data.get("operation"), data.get("result"), Instant.parse(data.get("start")),
				end.isEmpty() ? null : Instant.parse(end));
	}

	@Override
	public int compareTo(Bar other) {
		return this.start.compareTo(other.start);
	}

}
