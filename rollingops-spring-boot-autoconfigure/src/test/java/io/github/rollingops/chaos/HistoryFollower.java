package io.github.rollingops.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.chaos.Fact.What;

/**
 * Writes down what the groups' histories say, as the harness reads it in Redis.
 */
final class HistoryFollower implements AutoCloseable {

	private static final long INTERVAL_MILLIS = 250;

	private static final String BEGIN = "-";

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

	private final Map<String, String> next = new LinkedHashMap<>();

	private final Site site;

	HistoryFollower(Site site) {
		this.site = site;
		FireSettings.GROUPS.forEach((group) -> this.next.put(group, BEGIN));
		this.executor.scheduleWithFixedDelay(this::read, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
	}

	/** Reads the rest. */
	@Override
	public void close() {
		this.executor.shutdown();
		try {
			this.executor.awaitTermination(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		read();
	}

	private void read() {
		for (String group : List.copyOf(this.next.keySet())) {
			if (this.site.ask(group, "XRANGE", "history", this.next.get(group), "+") instanceof List<?> entries) {
				entries.forEach((entry) -> note(group, (List<?>) entry));
			}
		}
	}

	private void note(String group, List<?> entry) {
		String id = String.valueOf(entry.get(0));
		this.next.put(group, "(" + id);
		Map<String, String> fields = new LinkedHashMap<>();
		List<?> words = (List<?>) entry.get(1);
		for (int i = 0; i + 1 < words.size(); i += 2) {
			fields.put(String.valueOf(words.get(i)), String.valueOf(words.get(i + 1)));
		}
		fields.put("id", id);
		this.site.diary()
			.note(What.HISTORY, group, fields.getOrDefault("unit", ""), fields.getOrDefault("operation", ""),
					number(fields.getOrDefault("token", "0")), Json.of(fields));
	}

	private static long number(String text) {
		return text.isEmpty() ? 0 : Long.parseLong(text);
	}

}
