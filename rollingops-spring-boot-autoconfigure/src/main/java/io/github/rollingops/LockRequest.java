package io.github.rollingops;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A request to run a callback once the lock has been granted. Immutable.
 * <p>
 * The kwargs are stored as readable JSON: put no secrets into them.
 *
 * @param callbackId the id of the callback to run
 * @param kwargs the arguments, by parameter name; values must be convertible to JSON
 * @param maxRetry how often a failed operation is tried again: {@code null} is without
 * limit, 0 not at all, 3 allows four runs
 * @param requestId an id under which a repeat of this request is recognised, or
 * {@code null} to have one made
 * @param notAfter the time after which the group refuses the request, by the group's
 * clock, or {@code null} for 30 seconds from its first send
 * @param requestedBy who asks, for whoever looks at the operation or its history, or
 * {@code null}
 * @param headers what accompanies the operation beside its kwargs, such as the trace that
 * it belongs to: it has no part in what makes a request a duplicate
 * @since 0.1.0
 */
public record LockRequest(String callbackId, Map<String, ? extends @Nullable Object> kwargs, @Nullable Integer maxRetry,
		@Nullable String requestId, @Nullable Instant notAfter, @Nullable String requestedBy,
		Map<String, String> headers) {

	public LockRequest {
		kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
		headers = Collections.unmodifiableMap(new TreeMap<>(headers));
	}

	/**
	 * Request a callback without arguments and without a limit of retries.
	 * @param callbackId the id of the callback to run
	 * @return the request
	 */
	public static LockRequest of(String callbackId) {
		return new LockRequest(callbackId, Map.of(), null, null, null, null, Map.of());
	}

	/**
	 * Return this request with one more argument.
	 * @param name the name of the callback's parameter
	 * @param value the value, convertible to JSON
	 * @return a new request
	 */
	public LockRequest withKwarg(String name, @Nullable Object value) {
		Map<String, @Nullable Object> extended = new LinkedHashMap<>(this.kwargs);
		extended.put(name, value);
		return new LockRequest(this.callbackId, extended, this.maxRetry, this.requestId, this.notAfter,
				this.requestedBy, this.headers);
	}

	/**
	 * Return this request with the given arguments in place of its own.
	 * @param kwargs the arguments by name
	 * @return a new request
	 */
	public LockRequest withKwargs(Map<String, ? extends @Nullable Object> kwargs) {
		return new LockRequest(this.callbackId, kwargs, this.maxRetry, this.requestId, this.notAfter, this.requestedBy,
				this.headers);
	}

	/**
	 * Return this request with the arguments of a JSON text in place of its own. Numbers
	 * are taken as they are written.
	 * @param json an object
	 * @return a new request
	 * @throws RollingOpsInvalidLockRequestException if the text is no JSON object
	 */
	public LockRequest withKwargsJson(String json) {
		try {
			return withKwargs(JsonCodec.readObject(json));
		}
		catch (RollingOpsDecodingException ex) {
			throw new RollingOpsInvalidLockRequestException(
					ex.getMessage() + "; give the kwargs as a JSON object, such as {\"force\":true}", ex);
		}
	}

	/**
	 * Return this request with a limit of retries.
	 * @param maxRetry the limit, 0 or more; {@code null} is without limit
	 * @return a new request
	 */
	public LockRequest withMaxRetry(@Nullable Integer maxRetry) {
		return new LockRequest(this.callbackId, this.kwargs, maxRetry, this.requestId, this.notAfter, this.requestedBy,
				this.headers);
	}

	/**
	 * Return this request under a given id. Requests of one id are applied at most once.
	 * @param requestId 1 to 128 of {@code A-Z a-z 0-9 . _ / -}
	 * @return a new request
	 */
	public LockRequest withRequestId(String requestId) {
		return new LockRequest(this.callbackId, this.kwargs, this.maxRetry, requestId, this.notAfter, this.requestedBy,
				this.headers);
	}

	/**
	 * Return this request with a time after which the group refuses it. Without one, a
	 * request is good for 30 seconds; one that is sent again must keep the time of its
	 * first send, as it does when it comes from
	 * {@link RollingOpsNoRelationException#getRequest()}.
	 * @param notAfter the time, by the group's clock
	 * @return a new request
	 */
	public LockRequest withNotAfter(Instant notAfter) {
		return new LockRequest(this.callbackId, this.kwargs, this.maxRetry, this.requestId, notAfter, this.requestedBy,
				this.headers);
	}

	/**
	 * Return this request in the name of somebody: a person, a job, a pipeline. It stands
	 * in the operation and in the group's history.
	 * @param requestedBy who asks, 1 to {@value Operation#MAX_REQUESTED_BY} characters
	 * without control characters; {@code null} for nobody in particular
	 * @return a new request
	 */
	public LockRequest withRequestedBy(@Nullable String requestedBy) {
		return new LockRequest(this.callbackId, this.kwargs, this.maxRetry, this.requestId, this.notAfter, requestedBy,
				this.headers);
	}

	/**
	 * Return this request with one more header.
	 * @param name 1 to 128 of {@code A-Z a-z 0-9 . _ / -}
	 * @param value any text; all headers together may take up
	 * {@value Operation#MAX_HEADER_BYTES} bytes
	 * @return a new request
	 */
	public LockRequest withHeader(String name, String value) {
		Map<String, String> extended = new TreeMap<>(this.headers);
		extended.put(name, value);
		return new LockRequest(this.callbackId, this.kwargs, this.maxRetry, this.requestId, this.notAfter,
				this.requestedBy, extended);
	}

}
