package io.github.rollingops.databag.memory;

import java.util.List;
import java.util.function.Consumer;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationQueue;
import io.github.rollingops.databag.Journal;
import org.jspecify.annotations.Nullable;

/**
 * Loses some of what a store has acknowledged, as a failover to a replica that lags does.
 */
public final class StoreDamage {

	private final InMemoryDatabagStore store;

	private final String group;

	public StoreDamage(InMemoryDatabagStore store, String group) {
		this.store = store;
		this.group = group;
	}

	/** The databag is gone, with all that is known of the unit. */
	public void forgetUnit(String unit) {
		change((data) -> {
			data.bags.remove(unit);
			data.units.remove(unit);
			forgetHead(data, unit);
		});
	}

	/** The last request on a unit that has others in its queue is gone. */
	public void forgetLastRequest(String unit) {
		change((data) -> {
			Bag bag = data.bags.get(unit);
			List<Operation> operations = OperationQueue.fromJson(bag.operations).operations();
			bag.operations = new OperationQueue(operations.subList(0, operations.size() - 1)).toJson();
			bag.rev--;
			data.seen.clear();
		});
	}

	/** The grant, with its token, is gone; its unit waits again. */
	public void forgetGrant() {
		change((data) -> {
			GrantRecord grant = data.grant;
			data.grant = null;
			data.lastToken = grant.token() - 1;
			new Places(data).place(grant.unit());
		});
	}

	/** The grant is gone as well, and another unit that waits has been given the lock. */
	public void grantInstead(String unit) {
		forgetGrant();
		change((data) -> {
			Head head = data.heads.get(unit);
			data.requests.remove(unit);
			data.grant = new GrantRecord(unit, head.bootId(), head.operation().id(), data.lastToken, data.time.stamp(),
					0);
		});
	}

	/** Somebody writes into the queue by hand. */
	public void writeOperations(String unit, String text) {
		change((data) -> {
			Bag bag = data.bags.get(unit);
			bag.operations = text;
			bag.rev++;
		});
	}

	/** The words about the steps since an earlier one are gone. */
	public void forgetWordsSince(String unit, @Nullable Journal journal) {
		change((data) -> data.bags.get(unit).journal = journal);
	}

	private static void forgetHead(GroupData data, String unit) {
		data.heads.remove(unit);
		data.requests.remove(unit);
		data.retries.remove(unit);
		data.delayed.remove(unit);
		data.departed.remove(unit);
	}

	private void change(Consumer<GroupData> change) {
		this.store.read(this.group, (data) -> {
			change.accept(data);
			return true;
		});
	}

}
