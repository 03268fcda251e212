package io.github.rollingops;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An operation as it stands in a databag: fields that are strings.
 */
final class StoredOperation {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter ANY_OFFSET = new DateTimeFormatterBuilder().parseCaseInsensitive()
		.append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
		.appendPattern("[XXXXX][XXXX][X]")
		.toFormatter(Locale.ROOT)
		.withChronology(IsoChronology.INSTANCE)
		.withResolverStyle(ResolverStyle.STRICT);

	private static final Pattern COUNT = Pattern.compile("[0-9]{1,10}");

	private static final String EMPTY_KWARGS = "{}";

	private StoredOperation() {
	}

	static Map<String, String> write(Operation operation) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("id", operation.id());
		fields.put("callback_id", operation.callbackId());
		fields.put("kwargs", operation.kwargsJson());
		fields.put("requested_at", TIMESTAMP.format(operation.requestedAt()));
		Integer maxRetry = operation.maxRetry();
		fields.put("max_retry", (maxRetry != null) ? maxRetry.toString() : "");
		fields.put("attempt", Integer.toString(operation.attempt()));
		fields.put("cut_short", Integer.toString(operation.cutShortRuns()));
		fields.putAll(operation.furtherFields());
		return fields;
	}

	/**
	 * Read an operation without looking into its kwargs, which are opaque to a store.
	 */
	static Operation read(Map<String, String> stored) {
		Map<String, String> fields = new LinkedHashMap<>(stored);
		String id = fields.remove("id");
		if (id == null) {
			id = UUID.randomUUID().toString();
		}
		requireNotBlank("id", id);
		String callbackId = take(fields, "callback_id");
		requireNotBlank("callback_id", callbackId);
		String kwargs = take(fields, "kwargs");
		Instant requestedAt = timestamp(take(fields, "requested_at"));
		String maxRetry = fields.remove("max_retry");
		int attempt = count("attempt", take(fields, "attempt"));
		String cutShort = fields.remove("cut_short");
		return new Operation(id, callbackId, kwargs.isEmpty() ? EMPTY_KWARGS : kwargs, requestedAt,
				(maxRetry != null && !maxRetry.isEmpty()) ? Integer.valueOf(count("max_retry", maxRetry)) : null,
				attempt, (cutShort != null) ? count("cut_short", cutShort) : 0,
				Collections.unmodifiableMap(new TreeMap<>(fields)));
	}

	/**
	 * Read an operation as a store does, which must know it again at the next reading:
	 * one without an id, or with one that cannot be a word in a message, gets an id that
	 * follows from its place in the queue.
	 */
	static Operation read(Map<String, String> stored, int place) {
		String id = stored.get("id");
		if (id != null && NameRule.accepts(id)) {
			return read(stored);
		}
		Map<String, String> named = new LinkedHashMap<>(stored);
		named.put("id", "unnamed");
		Operation operation = read(named);
		return operation.accepted(sha1(place + " " + ((id != null) ? id : "") + " " + operation.kwargsJson()),
				operation.requestedAt());
	}

	/**
	 * Give an operation an id of its own: whoever wrote a second one under an id by hand
	 * gets another for it, since an id stands for one operation of a queue.
	 * @param operation the operation
	 * @param place where it stands
	 * @param taken the ids of those before it; its own is added
	 */
	static Operation named(Operation operation, int place, Set<String> taken) {
		Operation named = operation;
		while (!taken.add(named.id())) {
			named = named.accepted(sha1(place + " " + named.id() + " " + named.kwargsJson()), named.requestedAt());
		}
		return named;
	}

	// As Lua's redis.sha1hex, so that both stores give the same id.
	private static String sha1(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java has no SHA-1, which every Java must have", ex);
		}
	}

	private static String take(Map<String, String> fields, String name) {
		String value = fields.remove(name);
		if (value == null) {
			throw new RollingOpsDecodingException("Field '" + name + "' is missing");
		}
		return value;
	}

	// Only what Lua takes for white space, too: both must read a databag alike.
	private static void requireNotBlank(String name, String value) {
		if (value.chars().allMatch((c) -> c == ' ' || (c >= '\t' && c <= '\r'))) {
			throw new RollingOpsDecodingException("Field '" + name + "' is blank");
		}
	}

	private static int count(String name, String value) {
		if (COUNT.matcher(value).matches() && Long.parseLong(value) <= Integer.MAX_VALUE) {
			return Integer.parseInt(value);
		}
		throw new RollingOpsDecodingException("Field '" + name + "' is '" + JsonCodec.abbreviate(value)
				+ "' and not a number from 0 to " + Integer.MAX_VALUE);
	}

	private static Instant timestamp(String value) {
		try {
			OffsetDateTime time = OffsetDateTime.parse(value, ANY_OFFSET).withOffsetSameInstant(ZoneOffset.UTC);
			if (time.getYear() >= 1 && time.getYear() <= 9999) {
				return time.toInstant();
			}
		}
		catch (DateTimeException ex) {
			throw badTimestamp(value, ex);
		}
		throw badTimestamp(value, null);
	}

	private static RollingOpsDecodingException badTimestamp(String value, @Nullable Exception cause) {
		return new RollingOpsDecodingException("Field 'requested_at' is '" + JsonCodec.abbreviate(value)
				+ "' and not an ISO 8601 time of the years 1 to 9999 with an offset", cause);
	}

}
