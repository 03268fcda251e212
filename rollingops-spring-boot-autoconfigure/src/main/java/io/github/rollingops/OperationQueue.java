package io.github.rollingops;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A unit's operations, first in, first out. Not safe for use by several threads; a
 * snapshot brings a copy of its own.
 *
 * @since 0.1.0
 */
public final class OperationQueue {

	private final List<Operation> operations;

	public OperationQueue() {
		this(List.of());
	}

	public OperationQueue(List<Operation> operations) {
		this.operations = new ArrayList<>(operations);
	}

	/**
	 * Read a queue from the JSON of a databag; the empty text is the empty queue.
	 * @param json a list of operations
	 * @return the queue
	 * @throws RollingOpsDecodingException if the text, or an entry of it, cannot be read
	 */
	public static OperationQueue fromJson(String json) {
		if (json.isEmpty()) {
			return new OperationQueue();
		}
		List<Operation> operations = new ArrayList<>();
		for (JsonCodec.Element entry : JsonCodec.readList(json)) {
			operations.add(Operation.of(entry.strings()));
		}
		return new OperationQueue(operations);
	}

	/**
	 * Read what can be read of a databag's text, as a store does: one bad entry must not
	 * keep the others from their turn. Kwargs are not looked into.
	 * @param json what stands in the databag
	 * @return the operations, and what could not be read
	 */
	public static Reading read(String json) {
		if (json.isEmpty() || json.equals("[]")) {
			return new Reading(new OperationQueue(), List.of());
		}
		List<JsonCodec.Element> entries;
		try {
			entries = JsonCodec.readStoredList(json);
		}
		catch (RollingOpsDecodingException ex) {
			return new Reading(new OperationQueue(), List.of(json));
		}
		OperationQueue queue = new OperationQueue();
		List<String> unreadable = new ArrayList<>();
		Set<String> taken = new HashSet<>();
		for (int i = 0; i < entries.size(); i++) {
			JsonCodec.Element entry = entries.get(i);
			try {
				Operation operation = StoredOperation.read(entry.strings(), i + 1);
				queue.operations.add(StoredOperation.named(operation, i + 1, taken));
			}
			catch (RollingOpsDecodingException ex) {
				unreadable.add(entry.text());
			}
		}
		return new Reading(queue, unreadable);
	}

	/**
	 * Return the number of operations.
	 * @return 0 if the queue is empty
	 */
	public int size() {
		return this.operations.size();
	}

	/**
	 * Return whether there is no operation.
	 * @return whether the queue is empty
	 */
	public boolean isEmpty() {
		return this.operations.isEmpty();
	}

	/**
	 * Return the head, which is the next to run.
	 * @return the first operation, or {@code null} if the queue is empty
	 */
	public @Nullable Operation peek() {
		return isEmpty() ? null : this.operations.get(0);
	}

	/**
	 * Remove the head.
	 * @return the operation removed, or {@code null} if the queue is empty
	 */
	public @Nullable Operation dequeue() {
		return isEmpty() ? null : this.operations.remove(0);
	}

	/**
	 * Append an operation unless it equals the last one.
	 * @param operation the operation
	 * @return {@code false} for a duplicate of the last
	 */
	public boolean enqueue(Operation operation) {
		if (!isEmpty() && this.operations.get(size() - 1).equals(operation)) {
			return false;
		}
		return this.operations.add(operation);
	}

	/**
	 * Count a failed run of the head; does nothing if the queue is empty.
	 */
	public void incrementAttempt() {
		if (!isEmpty()) {
			this.operations.set(0, this.operations.get(0).incrementAttempt());
		}
	}

	/**
	 * Return the operations, the head first.
	 * @return an unmodifiable copy
	 */
	public List<Operation> operations() {
		return List.copyOf(this.operations);
	}

	/**
	 * Write the queue as the databag keeps it.
	 * @return a JSON list
	 */
	public String toJson() {
		List<Map<String, String>> entries = this.operations.stream().map(StoredOperation::write).toList();
		return JsonCodec.write(entries);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof OperationQueue queue && this.operations.equals(queue.operations);
	}

	@Override
	public int hashCode() {
		return this.operations.hashCode();
	}

	@Override
	public String toString() {
		return this.operations.toString();
	}

	/**
	 * What could be made of a databag's text.
	 *
	 * @param queue the operations that could be read, in their order
	 * @param unreadable what could not: the whole text where it is no list, else the
	 * entries
	 */
	public record Reading(OperationQueue queue, List<String> unreadable) {
	}

}
