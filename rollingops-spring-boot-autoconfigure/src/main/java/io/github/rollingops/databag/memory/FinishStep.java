package io.github.rollingops.databag.memory;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationQueue;
import io.github.rollingops.databag.Caller;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishAnswer;
import io.github.rollingops.databag.FinishAnswer.Status;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.Held;
import io.github.rollingops.databag.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Apply the result of an operation, release the lock, and pass the turn on.
 */
final class FinishStep {

	private final GroupData group;

	private final FinishCommand command;

	private final Caller caller;

	private final Journals journals;

	private final Queues queues;

	private final Places places;

	private final Turns turns;

	/**
	 * The revision of the databag that this step's change followed.
	 */
	private @Nullable Long before;

	FinishStep(GroupData group, FinishCommand command) {
		this.group = group;
		this.command = command;
		this.caller = command.caller();
		this.journals = new Journals(group);
		this.queues = new Queues(group);
		this.places = new Places(group);
		this.turns = new Turns(group, this.places);
	}

	FinishAnswer take() {
		Bag bag = this.group.bags.get(this.caller.unit());
		GrantRecord grant = this.group.grant;
		if (grant == null || !grant.belongsTo(this.caller) || grant.token() != this.command.token()) {
			return answer(isRepeated(bag) ? Status.REPEATED : Status.STALE, bag);
		}
		boolean hold = (bag != null) && apply(bag, grant);
		if (hold && bag != null) {
			this.group.grant = grant.renewed(this.group.nextToken(), bag.due);
			this.places.refresh(bag);
		}
		else {
			this.group.grant = null;
			if (bag != null) {
				this.places.refresh(bag);
			}
			passOn();
		}
		return answer(Status.APPLIED, bag);
	}

	private boolean isRepeated(@Nullable Bag bag) {
		return bag != null && bag.bootId.equals(this.caller.bootId()) && bag.lastToken == this.command.token();
	}

	/**
	 * Apply the result to the operation that the grant names.
	 * @return whether the unit keeps the lock
	 */
	private boolean apply(Bag bag, GrantRecord grant) {
		bag.busy = this.command.busy();
		bag.draining = this.command.draining();
		// This step was cut in half between the databag and the grant: only the rest of
		// it is still to be done.
		if (bag.lastToken == grant.token()) {
			return bag.lastOutcome.equals(Result.RETRY_HOLD.name());
		}
		this.journals.finish(bag, this.command);
		List<Operation> operations = this.queues.read(bag);
		Operation operation = Queues.find(operations, grant.operationId());
		boolean retried = false;
		if (this.command.result() != Result.UNRUN) {
			bag.executedAt = this.group.time.stamp();
		}
		if (operation != null) {
			retried = apply(bag, operations, operation);
		}
		else {
			this.queues.proceed(bag, operations);
			this.journals.removeOf(bag, grant.operationId());
		}
		boolean hold = retried && this.command.result() == Result.RETRY_HOLD;
		bag.lastToken = grant.token();
		bag.lastOutcome = (hold ? Result.RETRY_HOLD : Result.RELEASE).name();
		this.before = bag.rev;
		bag.write(new OperationQueue(operations));
		return hold;
	}

	private boolean apply(Bag bag, List<Operation> operations, Operation operation) {
		long token = this.command.token();
		switch (this.command.result()) {
			case RELEASE -> this.queues.end(bag, operations, operation, null, token);
			case DROP -> this.queues.end(bag, operations, operation, this.command.dropReason(), token);
			case UNRUN -> this.group.changed(Type.HANDED_BACK, bag.unit, token, operation, "");
			case RETRY_RELEASE -> {
				return this.queues.retry(bag, operations, operation.incrementAttempt(), LockIntent.RETRY_RELEASE,
						due(policy().maxReleaseDelay()), token, policy().maxCutShortRuns());
			}
			case RETRY_HOLD -> {
				return this.queues.retry(bag, operations, operation.incrementAttempt(), LockIntent.RETRY_HOLD,
						due(policy().maxHoldDelay()), token, policy().maxCutShortRuns());
			}
		}
		return false;
	}

	private Policy policy() {
		return (this.group.policy != null) ? this.group.policy : Policy.DEFAULT;
	}

	private long due(Duration maxDelay) {
		return this.group.time.live + Math.min(Micros.of(this.command.delay()), Micros.of(maxDelay));
	}

	/**
	 * Pass the baton if the leader has allowed it under its present lease; else, or where
	 * nobody takes it, let the leader know when there will be something to do.
	 */
	private void passOn() {
		Lease lease = this.group.liveLease();
		boolean open = this.command.mayPass() && lease != null && this.group.policyTerm == lease.term()
				&& policy().open();
		boolean passed = open && this.turns.next();
		Duration nextDue = passed ? null : this.group.nextDue();
		if (nextDue != null) {
			this.group.wakeLeader(nextDue);
		}
	}

	private FinishAnswer answer(Status status, @Nullable Bag bag) {
		GrantRecord grant = this.group.grant;
		Held held = (grant != null && grant.belongsTo(this.caller)) ? this.turns.held(grant) : null;
		long rev = (bag != null) ? bag.rev : 0;
		return new FinishAnswer(status, held, (this.before != null) ? this.before : rev, rev,
				List.copyOf(this.group.changes));
	}

}
