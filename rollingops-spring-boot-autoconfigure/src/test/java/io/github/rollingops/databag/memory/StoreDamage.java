package io.github.rollingops.databag.memory;

import java.util.function.Consumer;

import io.github.rollingops.LockIntent;

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

	/**
	 * The last step that wrote to the unit's queue, which was its only request, is gone.
	 */
	public void forgetOnlyRequest(String unit) {
		change((data) -> {
			Bag bag = data.bags.get(unit);
			bag.operations = "[]";
			bag.state = LockIntent.IDLE;
			bag.rev--;
			data.seen.clear();
			forgetHead(data, unit);
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

	/** Somebody writes into the queue by hand. */
	public void writeOperations(String unit, String text) {
		change((data) -> {
			Bag bag = data.bags.get(unit);
			bag.operations = text;
			bag.rev++;
		});
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
