package io.github.rollingops.databag.memory;

import java.util.function.Consumer;
import java.util.Optional;

import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.ManualClock;
import io.github.rollingops.databag.StoreUnderTest;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory store and its back doors.
 */
final class InMemoryStoreUnderTest implements StoreUnderTest {

	private final ManualClock clock;

	private final InMemoryDatabagStore store;

	InMemoryStoreUnderTest() {
		this(new ManualClock());
	}

	InMemoryStoreUnderTest(ManualClock clock) {
		this.clock = clock;
		this.store = new InMemoryDatabagStore(clock);
	}

	@Override
	public DatabagStore store() {
		return this.store;
	}

	@Override
	public ManualClock clock() {
		return this.clock;
	}

	@Override
	public void poison(String unit, String operations) {
		change((group) -> {
			Bag bag = group.bags.get(unit);
			if (bag != null) {
				bag.operations = operations;
			}
		});
	}

	@Override
	public String operations(String unit) {
		return this.store.read(Fleet.GROUP,
				(group) -> Optional.ofNullable(group.bags.get(unit)).orElseThrow().operations);
	}

	@Override
	public void forgetEverything() {
		this.store.forget(Fleet.GROUP);
	}

	@Override
	public void forget(String unit) {
		change((group) -> group.bags.remove(unit));
	}

	@Override
	public void cutFinishInHalf(FinishCommand command) {
		String unit = command.caller().unit();
		State before = this.store.read(Fleet.GROUP, (group) -> new State(group, unit));
		this.store.finish(command);
		change((group) -> before.restore(group, unit));
	}

	private void change(Consumer<GroupData> change) {
		this.store.read(Fleet.GROUP, (group) -> {
			change.accept(group);
			return true;
		});
	}

	@Override
	public void close() {
	}

	/**
	 * What a finish changes besides the databag; its unit stands in no index.
	 */
	private record State(@Nullable GrantRecord grant, long lastToken, @Nullable Head head) {

		State(GroupData group, String unit) {
			this(group.grant, group.lastToken, group.heads.get(unit));
		}

		void restore(GroupData group, String unit) {
			group.grant = this.grant;
			group.lastToken = this.lastToken;
			if (this.head != null) {
				group.heads.put(unit, this.head);
			}
			group.requests.remove(unit);
			group.retries.remove(unit);
			group.delayed.remove(unit);
			group.departed.remove(unit);
		}

	}

}
