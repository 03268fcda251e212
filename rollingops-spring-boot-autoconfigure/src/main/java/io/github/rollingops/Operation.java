package io.github.rollingops;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One operation in a unit's queue. Immutable. Equal to another of the same callback id
 * and the same kwargs, whatever their ids: that is what makes a request a duplicate.
 *
 * @since 0.1.0
 */
public final class Operation {

	/**
	 * How many bytes the headers of an operation may take up, as JSON.
	 */
	public static final int MAX_HEADER_BYTES = 2048;

	/**
	 * How many characters the name of who requested an operation may have.
	 */
	public static final int MAX_REQUESTED_BY = 256;

	private static final String HEADERS = "headers";

	private static final String REQUESTED_BY = "requested_by";

	private final String id;

	private final String callbackId;

	private final String kwargsJson;

	private final Instant requestedAt;

	private final @Nullable Integer maxRetry;

	private final int attempt;

	private final int cutShortRuns;

	private final Map<String, String> furtherFields;

	Operation(String id, String callbackId, String kwargsJson, Instant requestedAt, @Nullable Integer maxRetry,
			int attempt, int cutShortRuns, Map<String, String> furtherFields) {
		this.id = id;
		this.callbackId = callbackId;
		this.kwargsJson = kwargsJson;
		this.requestedAt = requestedAt.truncatedTo(ChronoUnit.MICROS);
		this.maxRetry = maxRetry;
		this.attempt = attempt;
		this.cutShortRuns = cutShortRuns;
		this.furtherFields = furtherFields;
	}

	/**
	 * Create an operation that has not been accepted by a group yet. It is stamped with
	 * the local clock; acceptance replaces that by the group's.
	 * @param callbackId the id of the callback to execute
	 * @param kwargs the arguments by name; values must be convertible to JSON
	 * @param maxRetry how often it is tried again, 0 or more; {@code null} is without
	 * limit
	 * @return the operation
	 * @throws RollingOpsInvalidLockRequestException if the id is blank, the limit is
	 * negative, or the kwargs are not JSON
	 */
	public static Operation create(String callbackId, Map<String, ? extends @Nullable Object> kwargs,
			@Nullable Integer maxRetry) {
		if (callbackId.isBlank()) {
			throw new RollingOpsInvalidLockRequestException("The callback id is blank; name a registered callback");
		}
		if (maxRetry != null && maxRetry < 0) {
			throw new RollingOpsInvalidLockRequestException(
					"max_retry is " + maxRetry + "; give 0 or more, or null for no limit");
		}
		try {
			return new Operation(UUID.randomUUID().toString(), callbackId, JsonCodec.canonical(kwargs), Instant.now(),
					maxRetry, 0, 0, Map.of());
		}
		catch (IllegalArgumentException ex) {
			throw new RollingOpsInvalidLockRequestException("Kwargs are refused: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Read an operation from the JSON of a databag.
	 * @param json an object with string values
	 * @return the operation
	 * @throws RollingOpsDecodingException if the text is no operation
	 */
	public static Operation fromJson(String json) {
		return of(JsonCodec.readStrings(json));
	}

	static Operation of(Map<String, String> fields) {
		Operation operation = StoredOperation.read(fields);
		try {
			return operation.withKwargsJson(JsonCodec.canonical(operation.kwargs()));
		}
		catch (IllegalArgumentException ex) {
			throw new RollingOpsDecodingException("Field 'kwargs' cannot be used: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Return the id, under which the operation is known from its request to its end.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Return the id of the callback that executes it.
	 * @return the id of the callback
	 */
	public String callbackId() {
		return this.callbackId;
	}

	/**
	 * Return the arguments for the callback, as JSON reads them: maps, lists, strings,
	 * whole numbers, {@link java.math.BigDecimal}, booleans and {@code null}.
	 * @return an unmodifiable map
	 * @throws RollingOpsDecodingException if another version wrote something that is not
	 * a JSON object
	 */
	public Map<String, @Nullable Object> kwargs() {
		return JsonCodec.readObject(this.kwargsJson);
	}

	/**
	 * Return the arguments as canonical JSON.
	 * @return a JSON object with sorted keys
	 */
	public String kwargsJson() {
		return this.kwargsJson;
	}

	/**
	 * Return when the operation was requested, in microseconds: by the local clock when
	 * created, by the group's once accepted.
	 * @return the time of the request
	 */
	public Instant requestedAt() {
		return this.requestedAt;
	}

	/**
	 * Return how often a failed operation is tried again.
	 * @return the limit, or {@code null} if there is none
	 */
	public @Nullable Integer maxRetry() {
		return this.maxRetry;
	}

	/**
	 * Return how many runs have failed.
	 * @return 0 before the first failure
	 */
	public int attempt() {
		return this.attempt;
	}

	/**
	 * Return how many of the failed runs were cut short: the process ended, or lost the
	 * lock, before the callback had returned.
	 * @return the number of runs cut short
	 */
	public int cutShortRuns() {
		return this.cutShortRuns;
	}

	/**
	 * Return who requested the operation, as far as whoever did said so.
	 * @return a name, or {@code null}
	 */
	public @Nullable String requestedBy() {
		return this.furtherFields.get(REQUESTED_BY);
	}

	/**
	 * Return what accompanies the operation beside its kwargs.
	 * @return an unmodifiable map; empty if there is nothing, or another version wrote
	 * something that this one cannot read
	 */
	public Map<String, String> headers() {
		String headers = this.furtherFields.get(HEADERS);
		try {
			return (headers != null) ? Collections.unmodifiableMap(JsonCodec.readStrings(headers)) : Map.of();
		}
		catch (RollingOpsDecodingException ex) {
			return Map.of();
		}
	}

	/**
	 * Return this operation, not accepted yet, with what accompanies it.
	 * @param requestedBy who requested it, or {@code null}
	 * @param headers what else is to be known of it
	 * @return a new operation
	 * @throws RollingOpsInvalidLockRequestException if a name cannot be one, or something
	 * is too long
	 */
	public Operation accompanied(@Nullable String requestedBy, Map<String, String> headers) {
		Map<String, String> fields = new TreeMap<>(this.furtherFields);
		if (requestedBy != null) {
			fields.put(REQUESTED_BY, requireRequestedBy(requestedBy));
		}
		if (!headers.isEmpty()) {
			fields.put(HEADERS, headersJson(headers));
		}
		return new Operation(this.id, this.callbackId, this.kwargsJson, this.requestedAt, this.maxRetry, this.attempt,
				this.cutShortRuns, Collections.unmodifiableMap(fields));
	}

	/**
	 * Return the name of who requests something, if it can be one.
	 * @param requestedBy the name
	 * @return the same
	 * @throws RollingOpsInvalidLockRequestException if it is blank, too long, or holds a
	 * control character
	 */
	public static String requireRequestedBy(String requestedBy) {
		if (requestedBy.isBlank() || requestedBy.length() > MAX_REQUESTED_BY
				|| requestedBy.chars().anyMatch(Character::isISOControl)) {
			throw new RollingOpsInvalidLockRequestException(
					"The name of who requests has " + requestedBy.length() + " characters; use 1 to " + MAX_REQUESTED_BY
							+ " that are not all blank, and no control characters");
		}
		return requestedBy;
	}

	private static String headersJson(Map<String, String> headers) {
		headers.keySet().stream().filter((name) -> !NameRule.accepts(name)).findFirst().ifPresent((name) -> {
			throw new RollingOpsInvalidLockRequestException(
					"The header '" + name + "' is not allowed; use 1 to 128 of A-Z a-z 0-9 . _ / -");
		});
		String json = JsonCodec.canonical(headers);
		int bytes = json.getBytes(StandardCharsets.UTF_8).length;
		if (bytes > MAX_HEADER_BYTES) {
			throw new RollingOpsInvalidLockRequestException("The headers take up " + bytes + " bytes, the limit is "
					+ MAX_HEADER_BYTES + "; pass what is large as a kwarg");
		}
		return json;
	}

	/**
	 * Return the fields of the databag beside those that a store has to understand.
	 */
	Map<String, String> furtherFields() {
		return this.furtherFields;
	}

	/**
	 * Return this operation after one more failed run.
	 * @return a new operation
	 */
	public Operation incrementAttempt() {
		return new Operation(this.id, this.callbackId, this.kwargsJson, this.requestedAt, this.maxRetry,
				this.attempt + 1, this.cutShortRuns, this.furtherFields);
	}

	/**
	 * Return this operation after one more run that was cut short. Whether that counts as
	 * an attempt is another matter: {@link #incrementAttempt()}.
	 * @return a new operation
	 */
	public Operation incrementCutShortRuns() {
		return new Operation(this.id, this.callbackId, this.kwargsJson, this.requestedAt, this.maxRetry, this.attempt,
				this.cutShortRuns + 1, this.furtherFields);
	}

	/**
	 * Return whether it has failed more often than its limit of retries allows.
	 * @return {@code true} if it may not run again
	 */
	public boolean isMaxRetryReached() {
		return this.maxRetry != null && this.attempt > this.maxRetry;
	}

	/**
	 * Return this operation as a group accepts it.
	 * @param id the id under which it is accepted
	 * @param requestedAt the time by the group's clock
	 * @return a new operation
	 */
	public Operation accepted(String id, Instant requestedAt) {
		return new Operation(id, this.callbackId, this.kwargsJson, requestedAt, this.maxRetry, this.attempt,
				this.cutShortRuns, this.furtherFields);
	}

	private Operation withKwargsJson(String kwargsJson) {
		return new Operation(this.id, this.callbackId, kwargsJson, this.requestedAt, this.maxRetry, this.attempt,
				this.cutShortRuns, this.furtherFields);
	}

	/**
	 * Write this operation as the databag keeps it.
	 * @return a JSON object with string values
	 */
	public String toJson() {
		return JsonCodec.write(StoredOperation.write(this));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Operation operation && this.callbackId.equals(operation.callbackId)
				&& this.kwargsJson.equals(operation.kwargsJson);
	}

	@Override
	public int hashCode() {
		return 31 * this.callbackId.hashCode() + this.kwargsJson.hashCode();
	}

	/**
	 * Return the callback and the id, without the kwargs: these texts end up in logs.
	 */
	@Override
	public String toString() {
		return this.callbackId + "[" + this.id + "]";
	}

}
