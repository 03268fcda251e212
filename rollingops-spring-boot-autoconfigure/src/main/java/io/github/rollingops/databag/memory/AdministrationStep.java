package io.github.rollingops.databag.memory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationQueue;
import io.github.rollingops.databag.AdministrationAnswer;
import io.github.rollingops.databag.AdministrationAnswer.Status;
import io.github.rollingops.databag.AdministrationCommand;
import io.github.rollingops.databag.AdministrationCommand.Action;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.Hint;
import io.github.rollingops.databag.RequestCommand;
import org.jspecify.annotations.Nullable;

/**
 * Do what an operator wants.
 */
final class AdministrationStep {

	private final GroupData group;

	private final AdministrationCommand command;

	private final Queues queues;

	private final Places places;

	private final Turns turns;

	private long number;

	AdministrationStep(GroupData group, AdministrationCommand command) {
		this.group = group;
		this.command = command;
		this.queues = new Queues(group);
		this.places = new Places(group);
		this.turns = new Turns(group, this.places);
	}

	AdministrationAnswer take() {
		Bag bag = this.group.bags.get(this.command.unit());
		Status status = take(bag);
		if (status == Status.DONE && this.group.grant == null && this.group.isWaiting()) {
			this.group.wakeLeader(Duration.ZERO);
		}
		return new AdministrationAnswer(status, this.number, List.copyOf(this.group.changes));
	}

	private Status take(@Nullable Bag bag) {
		if (bag == null) {
			return (this.command.action() == Action.RELEASE) ? release(null, List.of()) : Status.UNKNOWN;
		}
		long rev = bag.rev;
		List<Operation> operations = this.queues.read(bag);
		if (bag.rev != rev) {
			this.places.refresh(bag);
		}
		return switch (this.command.action()) {
			case CANCEL -> cancel(bag, operations);
			case RELEASE -> release(bag, operations);
			case FORGET -> forget(bag, operations);
			case READMIT -> readmit(bag, operations);
			case DISCARD -> discard(bag, operations);
		};
	}

	private Status cancel(Bag bag, List<Operation> operations) {
		String id = this.command.operationId();
		GrantRecord grant = grant();
		if (grant != null && grant.operationId().equals(id)) {
			return Status.GRANTED;
		}
		Operation operation = Queues.find(operations, id);
		if (operation == null) {
			return bag.ended.stream().anyMatch((ended) -> ended.operationId().equals(id)) ? Status.ENDED
					: Status.UNKNOWN;
		}
		this.number = 1;
		note(operation);
		this.queues.end(bag, operations, operation, DropReason.CANCELLED, 0);
		write(bag, operations);
		return Status.DONE;
	}

	/**
	 * The token is burnt by issuing one above it that nobody gets. What the unit wanted
	 * to hold on for it has to ask for anew, behind the others.
	 */
	private Status release(@Nullable Bag bag, List<Operation> operations) {
		GrantRecord grant = grant();
		if (grant == null || grant.token() != this.command.token()) {
			return Status.NOT_HELD;
		}
		this.number = this.group.nextToken();
		note(Queues.find(operations, grant.operationId()));
		this.turns.releaseStale(grant);
		if (bag != null) {
			bag.busy = true;
			bag.state = (bag.state == LockIntent.RETRY_HOLD) ? LockIntent.RETRY_RELEASE : bag.state;
			write(bag, operations);
		}
		this.group.tell(grant.unit(), new Hint.Beat());
		return Status.DONE;
	}

	private Status forget(Bag bag, List<Operation> operations) {
		if (this.group.isLive(bag.unit)) {
			return Status.LIVE;
		}
		if (grant() != null) {
			return Status.GRANTED;
		}
		if (!bag.bootId.equals(this.command.bootId())) {
			return Status.CHANGED;
		}
		this.number = operations.size();
		if (operations.isEmpty() && bag.journal == null) {
			return Status.EMPTY;
		}
		note(null);
		new Departures(this.group).empty(bag);
		return Status.DONE;
	}

	private Status readmit(Bag bag, List<Operation> operations) {
		if (bag.setAside.isEmpty()) {
			return Status.EMPTY;
		}
		List<Operation> queue = operations;
		List<String> left = new ArrayList<>();
		for (String text : bag.setAside) {
			String list = text.strip().startsWith("[") ? text : "[" + text + "]";
			OperationQueue.Reading reading = OperationQueue.read(list);
			List<Operation> longer = new ArrayList<>(queue);
			longer.addAll(reading.queue().operations());
			if (reading.queue().isEmpty() || bytes(longer) > RequestCommand.MAX_QUEUE_BYTES) {
				left.add(text);
			}
			else {
				queue = longer;
				left.addAll(reading.unreadable());
			}
		}
		this.number = queue.size() - operations.size();
		if (this.number == 0) {
			return Status.UNREADABLE;
		}
		bag.setAside.clear();
		bag.setAside.addAll(left);
		note(null);
		// Read once more, since an id stands for one operation of a queue.
		queue = new ArrayList<>(OperationQueue.read(new OperationQueue(queue).toJson()).queue().operations());
		queue.subList(operations.size(), queue.size())
			.forEach((operation) -> this.group.changed(Type.REQUESTED, bag.unit, 0, operation,
					this.command.requestedBy()));
		if (bag.state == LockIntent.IDLE) {
			bag.state = LockIntent.REQUEST;
		}
		write(bag, queue);
		return Status.DONE;
	}

	private Status discard(Bag bag, List<Operation> operations) {
		this.number = bag.setAside.size();
		if (this.number == 0) {
			return Status.EMPTY;
		}
		if (this.number != this.command.entries()) {
			return Status.CHANGED;
		}
		note(null);
		bag.setAside
			.forEach((text) -> this.group.changed(Type.DROPPED, bag.unit, 0, null, DropReason.UNREADABLE.name()));
		bag.setAside.clear();
		write(bag, operations);
		return Status.DONE;
	}

	private @Nullable GrantRecord grant() {
		GrantRecord grant = this.group.grant;
		return (grant != null && grant.isFor(this.command.unit())) ? grant : null;
	}

	private void note(@Nullable Operation operation) {
		this.group.changed(Type.ADMINISTERED, this.command.unit(), this.command.token(), operation,
				this.command.action() + " " + this.command.requestedBy());
	}

	private void write(Bag bag, List<Operation> operations) {
		bag.write(new OperationQueue(operations));
		this.places.refresh(bag);
	}

	private static int bytes(List<Operation> operations) {
		return new OperationQueue(operations).toJson().getBytes(StandardCharsets.UTF_8).length;
	}

}
