package io.github.rollingops.databag.memory;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationQueue;
import io.github.rollingops.databag.Change.Type;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of that which departed units leave behind.
 */
final class Departures {

	private final GroupData group;

	private final Journals journals;

	private final Queues queues;

	Departures(GroupData group) {
		this.group = group;
		this.journals = new Journals(group);
		this.queues = new Queues(group);
	}

	/**
	 * Drop what a unit has queued. Its databag stays, so that it hears of that if it
	 * returns soon.
	 */
	void empty(Bag bag) {
		for (Operation operation : this.queues.read(bag)) {
			bag.end(operation.id(), DropReason.UNIT_FORGOTTEN);
			this.group.changed(Type.DROPPED, bag.unit, 0, operation, DropReason.UNIT_FORGOTTEN.name());
		}
		this.journals.remove(bag);
		bag.state = LockIntent.IDLE;
		bag.due = 0;
		bag.write(new OperationQueue());
		this.group.cutShort.remove(bag.unit);
		this.group.heads.remove(bag.unit);
		// Nobody may have seen it off yet.
		new Places(this.group).remove(bag.unit);
		this.group.departed.put(bag.unit, this.group.time.live);
	}

	/**
	 * Remove all that is known of a unit.
	 */
	void forget(String unit, @Nullable Bag bag) {
		if (bag != null) {
			this.journals.remove(bag);
		}
		this.group.bags.remove(unit);
		this.group.heads.remove(unit);
		this.group.cutShort.remove(unit);
		this.group.departed.remove(unit);
		this.group.changed(Type.FORGOTTEN, unit, 0, null, "");
	}

}
