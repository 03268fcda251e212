package io.github.rollingops.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a fleet is: what all of its units and faults share.
 *
 * @param arena its Redis
 * @param classes what its processes are started from
 * @param namespace whose groups they are
 * @param directory where facts and logs go
 * @param diary the harness' own
 * @param seed decides about all that is drawn
 * @param rate how many requests a unit makes in a second
 */
record Site(Arena arena, ClassArchive classes, String namespace, Path directory, Diary diary, long seed, double rate) {

	String key(String group, String suffix) {
		return "rollingops:{" + this.namespace + ":" + group + "}:" + suffix;
	}

	/** Asks for something of a group; {@code null} also where there is no answer. */
	@Nullable Object ask(String group, String command, String suffix, String... rest) {
		List<String> words = new ArrayList<>(List.of(command, key(group, suffix)));
		words.addAll(List.of(rest));
		try {
			return this.arena.command(words.get(1), words.toArray(String[]::new));
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	String leader(String group) {
		return firstWord(ask(group, "GET", "leader"));
	}

	String holder(String group) {
		return firstWord(ask(group, "HGET", "app", "granted_unit"));
	}

	private static String firstWord(@Nullable Object text) {
		return (text != null) ? text.toString().split("[ ,]")[0] : "";
	}

}
