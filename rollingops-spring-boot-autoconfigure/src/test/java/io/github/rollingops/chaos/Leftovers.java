package io.github.rollingops.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.rollingops.chaos.Fact.What;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lies in Redis when nothing is going on.
 */
final class Leftovers {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Site site;

	Leftovers(Site site) {
		this.site = site;
	}

	/** Whether every queue is empty and nothing is granted. */
	boolean isNothingToDo() {
		return queues().values().stream().allMatch(Map::isEmpty)
				&& FireSettings.GROUPS.stream().allMatch((group) -> this.site.holder(group).isEmpty());
	}

	void note(String when) {
		Map<String, String> grants = new LinkedHashMap<>();
		FireSettings.GROUPS.stream()
			.filter((group) -> !this.site.holder(group).isEmpty())
			.forEach((group) -> grants.put(group, this.site.holder(group)));
		this.site.diary()
			.note(What.LEFT, "", "", "", 0, Json.of("when", when, "queues", queues(), "grants", grants, "keys", keys(),
					"connections", Connections.of(this.site.arena())));
	}

	private Map<String, Map<String, List<String>>> queues() {
		Map<String, Map<String, List<String>>> all = new LinkedHashMap<>();
		for (String group : FireSettings.GROUPS) {
			Map<String, List<String>> queues = new TreeMap<>();
			String prefix = this.site.key(group, "unit:");
			for (String key : keys(group)) {
				if (key.startsWith(prefix)) {
					List<String> ids = ids(this.site.arena().command(key, "HGET", key, "operations"));
					if (!ids.isEmpty()) {
						queues.put(key.substring(prefix.length()), ids);
					}
				}
			}
			all.put(group, queues);
		}
		return all;
	}

	private Map<String, Map<String, Object>> keys() {
		Map<String, Map<String, Object>> all = new TreeMap<>();
		for (String group : FireSettings.GROUPS) {
			for (String key : keys(group)) {
				all.put(key, Map.of("type", String.valueOf(this.site.arena().command(key, "TYPE", key)), "ttl",
						String.valueOf(this.site.arena().command(key, "TTL", key))));
			}
		}
		return all;
	}

	private List<String> keys(String group) {
		Object found = this.site.arena().command(this.site.key(group, "app"), "KEYS", this.site.key(group, "*"));
		return (found instanceof List<?> keys) ? keys.stream().map(String::valueOf).sorted().toList() : List.of();
	}

	private static List<String> ids(@Nullable Object operations) {
		if (operations == null || operations.toString().isEmpty()) {
			return List.of();
		}
		return ((List<?>) JSON.readValue(operations.toString(), List.class)).stream()
			.map((operation) -> String.valueOf(((Map<?, ?>) operation).get("id")))
			.toList();
	}

}
