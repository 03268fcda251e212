package io.github.rollingops.databag.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Names ordered by a score and, where it ties, by name.
 */
final class ScoredSet {

	static final long INFINITE = Long.MAX_VALUE;

	private static final Comparator<Map.Entry<String, Long>> ORDER = Map.Entry.<String, Long>comparingByValue()
		.thenComparing(Map.Entry.comparingByKey());

	private final Map<String, Long> scores = new HashMap<>();

	void put(String name, long score) {
		this.scores.put(name, score);
	}

	boolean remove(String name) {
		return this.scores.remove(name) != null;
	}

	@Nullable Long score(String name) {
		return this.scores.get(name);
	}

	boolean isEmpty() {
		return this.scores.isEmpty();
	}

	/**
	 * Return at most that many names whose score is not above the given one, lowest
	 * first.
	 */
	List<String> upTo(long score, int limit) {
		return sorted().filter((entry) -> entry.getValue() <= score).limit(limit).map(Map.Entry::getKey).toList();
	}

	@Nullable String first() {
		return sorted().map(Map.Entry::getKey).findFirst().orElse(null);
	}

	/**
	 * Return the lowest score; the set must not be empty.
	 */
	long firstScore() {
		return sorted().findFirst().orElseThrow().getValue();
	}

	@Nullable String lastExcept(String name) {
		return this.scores.entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().equals(name))
			.max(ORDER)
			.map(Map.Entry::getKey)
			.orElse(null);
	}

	private Stream<Map.Entry<String, Long>> sorted() {
		return this.scores.entrySet().stream().sorted(ORDER);
	}

}
