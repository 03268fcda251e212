package io.github.rollingops.databag;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import io.github.rollingops.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A request to append an operation to the queues of one or more units.
 *
 * @param caller who asks; its sequence number is not looked at
 * @param requestId the id under which a repeat is recognised
 * @param notAfter liveness time in microseconds after which the request is refused
 * @param again whether a unit sends what it knows to be unfinished once more to a store
 * that has lost writes: {@code notAfter}, earlier answers and twins in the queue then do
 * not count, and an operation that is queued or has ended is not added again
 * @param units the units, or {@code null} for every live one
 * @param operation what to append; id and time are replaced
 * @param maxQueueLength how many operations a queue may hold
 * @since 0.1.0
 */
public record RequestCommand(Caller caller, String requestId, long notAfter, boolean again,
		@Nullable List<String> units, Operation operation, int maxQueueLength) {

	/**
	 * The most bytes that the operations of a unit may take up.
	 */
	public static final int MAX_QUEUE_BYTES = 256 * 1024;

	/**
	 * Return the id that the operation has in the queue of a unit: always the same for
	 * the same request and unit.
	 * @param unit the name of the unit
	 * @return the id of the operation
	 */
	public String operationId(String unit) {
		return UUID.nameUUIDFromBytes((this.requestId + " " + unit).getBytes(StandardCharsets.UTF_8)).toString();
	}

}
