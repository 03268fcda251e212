package io.github.rollingops.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import io.github.rollingops.DropReason;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.RequestCommand;
import io.github.rollingops.databag.UnitDatabag;
import org.jspecify.annotations.Nullable;

/**
 * What this unit knows of the operations in its queue: those that wait, those that ended
 * lately, and who wants to hear of their end. Safe for use by several threads.
 */
final class Ledger {

	private static final int MAX_OUTCOMES = 256;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Entry> unfinished = new LinkedHashMap<>();

	private final Map<String, OperationOutcome> outcomes = new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, OperationOutcome> eldest) {
			return size() > MAX_OUTCOMES;
		}

	};

	private final Map<String, CompletableFuture<OperationOutcome>> futures = new LinkedHashMap<>();

	private @Nullable RuntimeException closed;

	private volatile @Nullable LastRun lastRun;

	/**
	 * What had ended when the databag was last read.
	 */
	private volatile List<String> endedLately = List.of();

	/**
	 * Note that an operation runs.
	 */
	void started(long token, String operationId) {
		this.lastRun = new LastRun(token, operationId, null);
	}

	/**
	 * Note what became of a token.
	 */
	void over(Outcome outcome) {
		LastRun lastRun = this.lastRun;
		if (lastRun == null || lastRun.token() == outcome.token() || outcome.isFinal()) {
			this.lastRun = new LastRun(outcome.token(), outcome.operationId(), outcome);
		}
	}

	/**
	 * Return the token under which an operation ran last, or 0 if that is not known.
	 */
	long lastToken(String operationId) {
		LastRun lastRun = this.lastRun;
		return (lastRun != null && lastRun.operationId().equals(operationId)) ? lastRun.token() : 0;
	}

	/**
	 * Note an operation that stands in the queue.
	 * @param operation the operation
	 * @param request the request of this process that led to it, or {@code null} if
	 * somebody else's did
	 * @return whether nothing was known of it
	 */
	boolean queued(Operation operation, @Nullable RequestCommand request) {
		this.lock.lock();
		try {
			if (this.outcomes.containsKey(operation.id())) {
				return false;
			}
			boolean news = !this.unfinished.containsKey(operation.id());
			if (news || request != null) {
				this.unfinished.put(operation.id(), new Entry(operation, request));
			}
			return news;
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean hasUnfinished() {
		return !unfinishedIds().isEmpty();
	}

	/**
	 * Return the requests of this process whose operations have not ended, nor are to end
	 * by an outcome that is kept.
	 */
	List<RequestCommand> ownRequests() {
		List<RequestCommand> requests = new ArrayList<>();
		LastRun lastRun = this.lastRun;
		locked(() -> this.unfinished.forEach((id, entry) -> {
			if (entry.request() != null && (lastRun == null || !lastRun.hasEnded(id))) {
				requests.add(entry.request());
			}
		}));
		return requests;
	}

	Collection<String> unfinishedIds() {
		List<String> ids = new ArrayList<>();
		locked(() -> ids.addAll(this.unfinished.keySet()));
		return ids;
	}

	/**
	 * Take note of what a step of this unit changed.
	 */
	void changes(String unit, List<Change> changes) {
		for (Change change : changes) {
			Operation operation = change.operation();
			if (!change.unit().equals(unit) || operation == null) {
				continue;
			}
			if (change.type() == Change.Type.COMPLETED) {
				ended(operation, null);
			}
			else if (change.type() == Change.Type.DROPPED) {
				ended(operation, DropReason.valueOf(change.detail()));
			}
		}
	}

	/**
	 * Compare with what stands in the databag.
	 * @param databag the databag
	 * @param expected what was known before the databag was read
	 * @return the operations of which this unit hears only now that they have ended
	 */
	List<OperationOutcome> reconcile(UnitDatabag databag, Collection<String> expected) {
		List<OperationOutcome> news = new ArrayList<>();
		databag.queue().operations().forEach((operation) -> queued(operation, null));
		for (String id : expected) {
			Entry entry = entry(id);
			if (entry != null && !isThere(databag, id)) {
				OperationOutcome outcome = new OperationOutcome(entry.operation(), dropReason(databag, id));
				ended(outcome.operation(), outcome.dropped());
				news.add(outcome);
			}
		}
		this.endedLately = databag.ended().stream().map(UnitDatabag.Ended::operationId).toList();
		return news;
	}

	/**
	 * Return whether the databag has no trace of an operation that a request of this
	 * process led to and that cannot have ended.
	 * @param databag the databag
	 * @param expected what was known before the databag was read
	 */
	boolean misses(UnitDatabag databag, Collection<String> expected) {
		return remembersAllEnds(databag) && expected.stream().anyMatch((id) -> misses(databag, id));
	}

	/**
	 * Return whether the databag has no trace of an operation that a request of this
	 * process led to.
	 */
	boolean misses(UnitDatabag databag, String id) {
		Entry entry = entry(id);
		return entry != null && entry.request() != null && !isThere(databag, id)
				&& dropReason(databag, id) == DropReason.STORE_LOST;
	}

	/**
	 * A databag remembers the last ends only: all that are news here if one that is none
	 * is among them.
	 */
	private boolean remembersAllEnds(UnitDatabag databag) {
		List<String> known = new ArrayList<>(this.endedLately);
		locked(() -> known.addAll(this.outcomes.keySet()));
		return databag.ended().size() < UnitDatabag.MAX_ENDED
				|| databag.ended().stream().anyMatch((ended) -> known.contains(ended.operationId()));
	}

	/**
	 * What runs has not ended, even if the store has lost it.
	 */
	private boolean isThere(UnitDatabag databag, String id) {
		LastRun lastRun = this.lastRun;
		return (lastRun != null && lastRun.isRunning(id))
				|| databag.queue().operations().stream().anyMatch((operation) -> operation.id().equals(id));
	}

	private @Nullable DropReason dropReason(UnitDatabag databag, String id) {
		for (UnitDatabag.Ended ended : databag.ended()) {
			if (ended.operationId().equals(id)) {
				return ended.dropped();
			}
		}
		LastRun lastRun = this.lastRun;
		return (lastRun != null && lastRun.hasEnded(id)) ? lastRun.dropped() : DropReason.STORE_LOST;
	}

	void ended(Operation operation, @Nullable DropReason dropped) {
		OperationOutcome outcome = new OperationOutcome(operation, dropped);
		List<CompletableFuture<OperationOutcome>> waiting = new ArrayList<>();
		locked(() -> {
			this.unfinished.remove(operation.id());
			this.outcomes.put(operation.id(), outcome);
			CompletableFuture<OperationOutcome> future = this.futures.remove(operation.id());
			if (future != null) {
				waiting.add(future);
			}
		});
		waiting.forEach((future) -> future.completeAsync(() -> outcome));
	}

	/**
	 * Return a future for the end of an operation, or {@code null} if it is not known.
	 */
	@Nullable CompletableFuture<OperationOutcome> completion(String operationId) {
		List<CompletableFuture<OperationOutcome>> found = new ArrayList<>();
		locked(() -> {
			OperationOutcome outcome = this.outcomes.get(operationId);
			if (outcome != null) {
				found.add(CompletableFuture.completedFuture(outcome));
			}
			else if (this.closed != null) {
				found.add(CompletableFuture.failedFuture(this.closed));
			}
			else if (this.unfinished.containsKey(operationId)) {
				found.add(this.futures.computeIfAbsent(operationId, (id) -> new CompletableFuture<>()).copy());
			}
		});
		return found.isEmpty() ? null : found.get(0);
	}

	/**
	 * Let nobody wait any longer.
	 */
	void close(RuntimeException cause) {
		List<CompletableFuture<OperationOutcome>> waiting = new ArrayList<>();
		locked(() -> {
			this.closed = cause;
			waiting.addAll(this.futures.values());
			this.futures.clear();
		});
		// Not on this thread, on which what others hang on this might take its time.
		waiting.forEach((future) -> CompletableFuture.runAsync(() -> future.completeExceptionally(cause)));
	}

	private @Nullable Entry entry(String id) {
		this.lock.lock();
		try {
			return this.unfinished.get(id);
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

	/**
	 * An operation that waits.
	 *
	 * @param operation the operation as it was last seen
	 * @param request the request of this process that led to it, or {@code null}
	 */
	private record Entry(Operation operation, @Nullable RequestCommand request) {
	}

}
