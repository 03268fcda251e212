package io.github.rollingops.metrics;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.RequestAnswer;
import io.github.rollingops.databag.UnitDatabag;

/**
 * Which operations stand in this unit's queue, as far as the answers that pass by tell.
 * It asks nobody: the engine reads the databag anew whenever somebody else has changed
 * it. Safe for use by several threads.
 */
final class OwnQueue {

	private final ReentrantLock lock = new ReentrantLock();

	private final String unit;

	private final Set<String> ids = new HashSet<>();

	/**
	 * The highest revision that was heard of: what is older says nothing.
	 */
	private long rev;

	OwnQueue(String unit) {
		this.unit = unit;
	}

	void read(UnitDatabag databag) {
		locked(() -> {
			if (databag.unit().equals(this.unit) && databag.rev() >= this.rev) {
				this.rev = databag.rev();
				this.ids.clear();
				databag.queue().operations().forEach((operation) -> this.ids.add(operation.id()));
			}
		});
	}

	void requested(RequestAnswer answer) {
		locked(() -> {
			changedNow(answer.changes());
			if (answer.rev() >= this.rev) {
				this.rev = answer.rev();
				answer.results().forEach((result) -> {
					Operation operation = result.operation();
					if (operation != null && result.unit().equals(this.unit)) {
						this.ids.add(operation.id());
					}
				});
			}
		});
	}

	void changed(Collection<Change> changes) {
		locked(() -> changedNow(changes));
	}

	private void changedNow(Collection<Change> changes) {
		for (Change change : changes) {
			Operation operation = change.operation();
			boolean ends = change.type() == Change.Type.COMPLETED || change.type() == Change.Type.DROPPED;
			if (ends && operation != null && change.unit().equals(this.unit)) {
				this.ids.remove(operation.id());
			}
		}
	}

	int length() {
		this.lock.lock();
		try {
			return this.ids.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void locked(Runnable action) {
		this.lock.lock();
		try {
			action.run();
		}
		finally {
			this.lock.unlock();
		}
	}

}
