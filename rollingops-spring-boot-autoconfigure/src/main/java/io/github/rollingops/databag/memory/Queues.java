package io.github.rollingops.databag.memory;

import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationQueue;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes the queue in a databag: what a step does to an operation.
 */
final class Queues {

	private final GroupData group;

	private final Journals journals;

	Queues(GroupData group) {
		this.group = group;
		this.journals = new Journals(group);
	}

	/**
	 * Read the queue and set aside what cannot be read, so that it keeps nothing else
	 * from its turn. What somebody wrote by hand is written as it was read.
	 */
	List<Operation> read(Bag bag) {
		OperationQueue.Reading reading = OperationQueue.read(bag.operations);
		for (String entry : reading.unreadable()) {
			if (bag.setAside(entry)) {
				this.group.changed(Type.SET_ASIDE, bag.unit, 0, null, "");
			}
			else {
				this.group.changed(Type.DROPPED, bag.unit, 0, null, DropReason.UNREADABLE.name());
			}
		}
		List<Operation> operations = new ArrayList<>(reading.queue().operations());
		if (!reading.unreadable().isEmpty() && operations.isEmpty()) {
			bag.state = LockIntent.IDLE;
		}
		if (!reading.unreadable().isEmpty() || bag.isStrange()) {
			bag.write(new OperationQueue(operations));
		}
		return operations;
	}

	/**
	 * Remove an operation that is done, or that is dropped for the given reason.
	 */
	void end(Bag bag, List<Operation> operations, Operation operation, @Nullable DropReason dropped, long token) {
		int index = indexOf(operations, operation.id());
		operations.remove(index);
		if (index == 0) {
			proceed(bag, operations);
		}
		bag.end(operation.id(), dropped);
		this.group.changed((dropped != null) ? Type.DROPPED : Type.COMPLETED, bag.unit, token, operation,
				(dropped != null) ? dropped.name() : "");
		this.journals.removeOf(bag, operation.id());
	}

	/**
	 * Let the head be one that has not run yet.
	 */
	void proceed(Bag bag, List<Operation> operations) {
		bag.state = operations.isEmpty() ? LockIntent.IDLE : LockIntent.REQUEST;
		bag.due = 0;
	}

	/**
	 * Put an operation whose run failed, and has been counted, back in its place, or drop
	 * it if it has failed, or was cut short, too often.
	 * @return whether it will be retried
	 */
	boolean retry(Bag bag, List<Operation> operations, Operation failed, LockIntent state, long due, long token,
			int maxCutShortRuns) {
		if (failed.cutShortRuns() >= maxCutShortRuns) {
			end(bag, operations, failed, DropReason.PROCESS_DIED, token);
			return false;
		}
		if (failed.isMaxRetryReached()) {
			end(bag, operations, failed, DropReason.MAX_RETRY_EXCEEDED, token);
			return false;
		}
		operations.set(indexOf(operations, failed.id()), failed);
		bag.state = state;
		bag.due = due;
		this.group.changed(Type.RETRY, bag.unit, token, failed, state.value());
		return true;
	}

	/**
	 * Return whether a grant of this unit was released as stale whose token is above the
	 * given one, and has not been accounted for.
	 */
	boolean isCutShortAfter(Bag bag, long token) {
		GroupData.CutShort cut = this.group.cutShort.get(bag.unit);
		return cut != null && cut.token() > token;
	}

	/**
	 * Account for a grant of this unit that was released as stale.
	 * @param startedToken the highest token that the present life has started, or the
	 * highest of all if another life held the grant
	 * @return whether the queue may have changed
	 */
	boolean accountForCutShort(Bag bag, long startedToken, Policy policy) {
		GroupData.CutShort cut = this.group.cutShort.remove(bag.unit);
		// What never started has not failed: it waits as it did before the grant.
		if (cut == null || startedToken < cut.token()) {
			return false;
		}
		List<Operation> operations = read(bag);
		Operation operation = find(operations, cut.operationId());
		if (operation == null) {
			proceed(bag, operations);
			this.journals.removeOf(bag, cut.operationId());
			bag.write(new OperationQueue(operations));
			return true;
		}
		bag.executedAt = this.group.time.stamp();
		retry(bag, operations, cutShort(bag, operation), LockIntent.RETRY_RELEASE, 0, cut.token(),
				Journals.isOpen(bag) && Journals.isOf(bag, operation.id()) ? twice(policy.maxCutShortRuns())
						: policy.maxCutShortRuns());
		bag.write(new OperationQueue(operations));
		return true;
	}

	private static int twice(int limit) {
		return (int) Math.min(2L * limit, Integer.MAX_VALUE);
	}

	/**
	 * Count a run that was cut short. Where it left a journal, the attempt is counted by
	 * the run that undoes it.
	 */
	private static Operation cutShort(Bag bag, Operation operation) {
		Operation cut = operation.incrementCutShortRuns();
		return Journals.isOf(bag, operation.id()) ? cut : cut.incrementAttempt();
	}

	static @Nullable Operation find(List<Operation> operations, String id) {
		int index = indexOf(operations, id);
		return (index >= 0) ? operations.get(index) : null;
	}

	private static int indexOf(List<Operation> operations, String id) {
		for (int i = 0; i < operations.size(); i++) {
			if (operations.get(i).id().equals(id)) {
				return i;
			}
		}
		return -1;
	}

}
