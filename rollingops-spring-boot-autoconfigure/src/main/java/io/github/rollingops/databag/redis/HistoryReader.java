package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.HistoryEntry;
import io.github.rollingops.databag.StoreUnreachableException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.Range.Bound;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.stream.ByteRecord;

/**
 * Reads the stream in which a group's history lies. A plain read: no script is needed to
 * look at one key.
 */
final class HistoryReader {

	private static final Pattern ID = Pattern.compile("[0-9]{1,18}(-[0-9]{1,18})?");

	private static final Pattern LOWEST_ID = Pattern.compile("0+(-0+)?");

	private final RedisConnectionFactory connectionFactory;

	HistoryReader(RedisConnectionFactory connectionFactory) {
		this.connectionFactory = connectionFactory;
	}

	List<HistoryEntry> read(GroupKeys keys, @Nullable String before, int limit) {
		if (before != null && !ID.matcher(before).matches()) {
			throw new IllegalArgumentException(
					"'" + before + "' is no id of an entry in a history; take one that the history has told");
		}
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			return read(connection, keys.history(), before, limit);
		}
		// Whatever it is: nothing else depends on the history.
		catch (RuntimeException ex) {
			throw new StoreUnreachableException("Redis did not tell the history of group '" + keys.group() + "': "
					+ NestedExceptionUtils.getMostSpecificCause(ex).getMessage(), ex);
		}
	}

	/**
	 * Read until there are enough entries, or no more: those that cannot be read, since
	 * somebody or a later version wrote them, must not end a reader's way back.
	 */
	private static List<HistoryEntry> read(RedisConnection connection, byte[] key, @Nullable String before, int limit) {
		List<HistoryEntry> entries = new ArrayList<>();
		String end = before;
		while (entries.size() < limit && (end == null || !LOWEST_ID.matcher(end).matches())) {
			int wanted = limit - entries.size();
			Range<String> range = (end != null) ? Range.leftUnbounded(Bound.exclusive(end)) : Range.unbounded();
			List<ByteRecord> records = connection.streamCommands().xRevRange(key, range, Limit.limit().count(wanted));
			for (ByteRecord found : records) {
				end = found.getId().getValue();
				HistoryEntry entry = entry(end, texts(found.getValue()));
				if (entry != null) {
					entries.add(entry);
				}
			}
			if (records.size() < wanted) {
				break;
			}
		}
		return List.copyOf(entries);
	}

	private static @Nullable HistoryEntry entry(String id, Map<String, String> fields) {
		try {
			return new HistoryEntry(id, Instant.parse(fields.getOrDefault("at", "")),
					Change.Type.valueOf(fields.getOrDefault("type", "")), fields.getOrDefault("unit", ""),
					Long.parseLong(fields.getOrDefault("token", "0")), optional(fields.get("operation")),
					optional(fields.get("callback")), attempt(fields.getOrDefault("attempt", "")),
					fields.getOrDefault("detail", ""));
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			return null;
		}
	}

	private static int attempt(String text) {
		return text.isEmpty() ? 0 : Integer.parseInt(text);
	}

	private static @Nullable String optional(@Nullable String text) {
		return (text == null || text.isEmpty()) ? null : text;
	}

	private static Map<String, String> texts(Map<byte[], byte[]> fields) {
		Map<String, String> texts = new TreeMap<>();
		fields.forEach((name, value) -> texts.put(text(name), text(value)));
		return texts;
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
