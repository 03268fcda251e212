package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The keys and channels of a group. They share one hash tag, so that a group lives in one
 * slot of a Cluster, and one prefix, so that one rule of an ACL covers them.
 */
final class GroupKeys {

	/**
	 * In the order in which every script expects them; the databags follow.
	 */
	private static final List<String> SUFFIXES = List.of("app", "units", "heads", "requests", "retries", "delayed",
			"departed", "leader", "cut_short", "seen", "seen_at", "history");

	private final String group;

	private final String base;

	private final List<byte[]> shared;

	GroupKeys(String keyPrefix, String namespace, String group) {
		this.group = group;
		this.base = keyPrefix + ":{" + namespace + ":" + group + "}:";
		this.shared = SUFFIXES.stream().map((suffix) -> bytes(this.base + suffix)).toList();
	}

	String group() {
		return this.group;
	}

	/**
	 * Return all keys that a step may touch which is told of the databags of the given
	 * units.
	 */
	List<byte[]> keys(Collection<String> units) {
		List<byte[]> keys = new ArrayList<>(this.shared.size() + units.size());
		keys.addAll(this.shared);
		units.forEach((unit) -> keys.add(bytes(this.base + "unit:" + unit)));
		return keys;
	}

	byte[] history() {
		return bytes(this.base + "history");
	}

	/**
	 * Return the channel on which a unit hears hints.
	 */
	String channel(String unit) {
		return this.base + "hints:" + unit;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
