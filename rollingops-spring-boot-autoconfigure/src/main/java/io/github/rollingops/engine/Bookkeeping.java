package io.github.rollingops.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.FinishAnswer;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.RequestAnswer;
import io.github.rollingops.databag.RequestCommand;
import io.github.rollingops.databag.StoreUnreachableException;
import io.github.rollingops.databag.UnitDatabag;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a unit knows of its queue in step with its databag, whoever changed it and
 * whatever the store forgot. Used in the mailbox only.
 */
final class Bookkeeping {

	private static final Log logger = LogFactory.getLog(Bookkeeping.class);

	private final Surroundings here;

	private final Executor mailbox;

	private final Membership membership;

	private final Ledger ledger;

	private final Symptoms symptoms;

	/**
	 * Whether the store has lost requests of this process that it has not been sent
	 * again.
	 */
	private boolean owing;

	private boolean joined;

	/**
	 * Whether there may be something to catch up with.
	 */
	private boolean behind;

	Bookkeeping(Surroundings here, Executor mailbox, Membership membership, Ledger ledger, Symptoms symptoms) {
		this.here = here;
		this.mailbox = mailbox;
		this.membership = membership;
		this.ledger = ledger;
		this.symptoms = symptoms;
	}

	/**
	 * Take note of what a step of this unit changed, and tell others.
	 */
	void changed(List<Change> changes) {
		this.ledger.changes(this.here.identity().unit(), changes);
		this.symptoms.changed(changes);
		this.here.announcer().changes(changes);
	}

	/**
	 * Take note of what a heartbeat was told.
	 */
	void told(HeartbeatAnswer answer) {
		boolean joins = answer.changes().stream().anyMatch((change) -> change.type() == Change.Type.JOINED);
		if (!this.joined && !joins) {
			// The answer that told of it was lost.
			Identity identity = this.here.identity();
			changed(List.of(new Change(Change.Type.JOINED, identity.unit(), 0, null, identity.bootId())));
		}
		this.joined = true;
		changed(answer.changes());
		if (answer.lost()) {
			this.owing = true;
			this.membership.forgetRead();
		}
	}

	/**
	 * Ask the store for what is not known, after everything else that has arrived: a turn
	 * is more urgent, and what a waiting answer tells need not be asked for.
	 */
	void catchUpLater() {
		if (!this.behind) {
			this.behind = true;
			this.mailbox.execute(this::catchUp);
		}
	}

	/**
	 * Catch up for the last time. Nothing keeps a life that stops from stopping.
	 */
	void close() {
		try {
			catchUp();
		}
		catch (RuntimeException | Error ex) {
			logger.error("The queue of " + this.here.identity() + " could not be read before it stops", ex);
		}
	}

	/**
	 * Ask now, if that was to be done later. What is missing passes for lost only after
	 * everything has been sent again.
	 */
	private void catchUp() {
		if (!this.behind) {
			return;
		}
		this.behind = false;
		if (!this.membership.hasJoined()) {
			return;
		}
		if (!this.owing && this.membership.needsReading()) {
			read(null);
		}
		Collection<String> taken = this.owing ? sendUnfinishedAgain() : null;
		if (taken != null) {
			this.owing = false;
			read(taken);
		}
	}

	/**
	 * Take note of the revision that a request of this process left behind. Where the
	 * databag has changed since, the operation may have ended before anybody here knew of
	 * it. An answer that is given once more may speak of one that ended long ago.
	 * @param answer what the request was told
	 * @param news whether an operation of this unit became known by the answer
	 */
	void requested(RequestAnswer answer, boolean news) {
		changed(answer.changes());
		if (answer.rev() < this.membership.rev() || (news && this.membership.hasRead(answer.rev()))) {
			this.membership.forgetRead();
		}
		this.membership.ownStep(answer.before(), answer.rev());
		catchUpLater();
	}

	/**
	 * Take note of what a finish was told.
	 */
	void finished(Outcome outcome, FinishAnswer answer) {
		changed(answer.changes());
		boolean applied = answer.status() == FinishAnswer.Status.APPLIED;
		if (applied && isTold(answer.changes(), outcome.operationId())) {
			this.membership.ownStep(answer.before(), answer.rev());
		}
		else {
			// What the first answer said was lost with it, or the store has lost the
			// operation.
			this.membership.noted(answer.rev());
			this.membership.forgetRead();
			this.owing = this.owing || applied;
		}
		if (answer.status() != FinishAnswer.Status.STALE) {
			catchUpLater();
		}
	}

	private static boolean isTold(List<Change> changes, String operationId) {
		return changes.stream()
			.map(Change::operation)
			.anyMatch((operation) -> operation != null && operation.id().equals(operationId));
	}

	/**
	 * Read the databag that somebody else has changed, so that nobody waits for an
	 * operation that has ended. A request of this process of which it has no trace is
	 * owed to the store, which had acknowledged it. One that the store still took when it
	 * was sent again is under a grant whose outcome has not been heard, and is owed until
	 * it has.
	 * @param taken what the store has taken of what was owed, or {@code null} if that has
	 * not been sent
	 */
	private void read(@Nullable Collection<String> taken) {
		Identity identity = this.here.identity();
		Collection<String> expected = new ArrayList<>(this.ledger.unfinishedIds());
		try {
			UnitDatabag databag = this.here.store().databag(identity.group(), identity.unit());
			if (databag != null && taken == null && this.ledger.misses(databag, expected)) {
				this.owing = true;
				changed(List.of(new Change(Change.Type.STORE_LOST, identity.unit(), 0, null, "queue")));
			}
			else if (databag != null) {
				this.membership.read(databag.rev());
				this.symptoms.read(databag);
				this.owing = taken != null
						&& expected.removeIf((id) -> taken.contains(id) && this.ledger.misses(databag, id));
				this.ledger.reconcile(databag, expected).forEach(this::heardLate);
			}
		}
		catch (StoreUnreachableException ex) {
			logger.debug("The databag of " + identity + " could not be read; tried again at the next heartbeat", ex);
		}
	}

	private void heardLate(OperationOutcome outcome) {
		Operation operation = outcome.operation();
		DropReason dropped = outcome.dropped();
		this.here.announcer()
			.changes(List.of(new Change((dropped != null) ? Change.Type.DROPPED : Change.Type.COMPLETED,
					this.here.identity().unit(), this.ledger.lastToken(operation.id()), operation,
					(dropped != null) ? dropped.name() : "")));
	}

	/**
	 * Return the ids of those that the store has taken, or {@code null} if they could not
	 * all be sent.
	 */
	private @Nullable Collection<String> sendUnfinishedAgain() {
		List<String> self = List.of(this.here.identity().unit());
		Set<String> taken = new HashSet<>();
		for (RequestCommand request : this.ledger.ownRequests()) {
			try {
				RequestAnswer answer = this.here.store()
					.request(new RequestCommand(request.caller(), request.requestId(), request.notAfter(), true, self,
							request.operation(), request.maxQueueLength()));
				changed(answer.changes());
				for (LockRequestResult result : answer.results()) {
					Operation operation = result.operation();
					if (operation != null) {
						taken.add(operation.id());
					}
				}
			}
			catch (StoreUnreachableException ex) {
				logger.warn("An unfinished request of " + this.here.identity()
						+ " could not be sent again; tried at the next heartbeat", ex);
				return null;
			}
		}
		return taken;
	}

}
