package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.chaos.Entry.StreamId;
import io.github.rollingops.chaos.Fact.What;
import tools.jackson.databind.JsonNode;

/**
 * Puts what was read of the groups' histories in order. The harness reads them now and
 * then, and never before something happened: the smallest difference between a reading
 * and the time that Redis gave to what was read is what the clocks are apart.
 */
final class Histories {

	private Histories() {
	}

	static Map<String, List<Entry>> of(List<Fact> facts) {
		List<Fact> read = facts.stream().filter((fact) -> fact.what() == What.HISTORY).toList();
		long apart = read.stream()
			.mapToLong((fact) -> fact.at() - TimeUnit.MILLISECONDS.toNanos(idOf(Details.of(fact)).milliseconds()))
			.min()
			.orElse(0);
		Map<String, Map<StreamId, Entry>> groups = new LinkedHashMap<>();
		for (Fact fact : read) {
			JsonNode detail = Details.of(fact);
			StreamId id = idOf(detail);
			groups.computeIfAbsent(fact.group(), (group) -> new LinkedHashMap<>())
				.putIfAbsent(id, new Entry(TimeUnit.MILLISECONDS.toNanos(id.milliseconds()) + apart, fact, id,
						Details.text(detail, "type"), Details.text(detail, "detail")));
		}
		Map<String, List<Entry>> histories = new LinkedHashMap<>();
		groups.forEach((group, entries) -> {
			List<Entry> ordered = new ArrayList<>(entries.values());
			ordered.sort(Comparator.comparing(Entry::id));
			histories.put(group, ordered);
		});
		return histories;
	}

	private static StreamId idOf(JsonNode detail) {
		return StreamId.of(Details.text(detail, "id"));
	}

}
