package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.rollingops.testsupport.RedisProcess;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Who is connected. Each unit has a user of its own in Redis, whose name is the unit's:
 * the name that a client gives itself is the store's to choose.
 */
final class Connections {

	private static final Pattern USER = Pattern.compile(" user=(?!default )([^ ]+)");

	private static final String PASSWORD = "under-fire";

	private Connections() {
	}

	/** Lines for the configuration of a Redis that knows the units. */
	static List<String> users(List<String> units) {
		return units.stream().map((unit) -> "user " + unit + " on >" + PASSWORD + " ~* &* +@all").toList();
	}

	/** What a unit is told so that it is recognised. */
	static List<String> arguments(String unit) {
		return List.of("--spring.data.redis.username=" + unit, "--spring.data.redis.password=" + PASSWORD);
	}

	/** The units that are connected, and how often each is. */
	static Map<String, Integer> of(Arena arena) {
		Map<String, Integer> all = new TreeMap<>();
		for (RedisProcess server : arena.servers()) {
			if (server.isRunning()) {
				Matcher users = USER.matcher(String.valueOf(server.command("CLIENT", "LIST")));
				while (users.find()) {
					all.merge(users.group(1), 1, Integer::sum);
				}
			}
		}
		return all;
	}

	/** Waits until a unit has no connections, and answers how many it has kept. */
	static int awaitClosed(Arena arena, String unit, Duration limit) {
		try {
			Awaitility.await()
				.ignoreExceptions()
				.atMost(limit)
				.pollInterval(Duration.ofMillis(100))
				.until(() -> !of(arena).containsKey(unit));
			return 0;
		}
		catch (ConditionTimeoutException ex) {
			return of(arena).getOrDefault(unit, 0);
		}
	}

}
