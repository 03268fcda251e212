package io.github.rollingops.actuate;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.rollingops.databag.AdministrationAnswer;
import io.github.rollingops.databag.AdministrationCommand;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.FinishAnswer;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.HintListener;
import io.github.rollingops.databag.HistoryEntry;
import io.github.rollingops.databag.JournalAnswer;
import io.github.rollingops.databag.JournalCommand;
import io.github.rollingops.databag.LeaveAnswer;
import io.github.rollingops.databag.LeaveCommand;
import io.github.rollingops.databag.RequestAnswer;
import io.github.rollingops.databag.RequestCommand;
import io.github.rollingops.databag.ScheduleAnswer;
import io.github.rollingops.databag.ScheduleCommand;
import io.github.rollingops.databag.StoreUnreachableException;
import io.github.rollingops.databag.Subscription;
import io.github.rollingops.databag.UnitDatabag;
import org.jspecify.annotations.Nullable;

/**
 * A store that cannot be reached while the way to it is cut.
 */
final class SwitchableStore implements DatabagStore {

	private final DatabagStore backing;

	/** How many requests came, answered or not. */
	final AtomicInteger requests = new AtomicInteger();

	private volatile boolean cut;

	private volatile List<String> warnings = List.of();

	SwitchableStore(DatabagStore backing) {
		this.backing = backing;
	}

	void cut() {
		this.cut = true;
	}

	void mend() {
		this.cut = false;
	}

	void warnOf(String... warnings) {
		this.warnings = List.of(warnings);
	}

	private <T extends @Nullable Object> T reach(Supplier<T> step) {
		if (this.cut) {
			throw new StoreUnreachableException("the way to the store is cut", null);
		}
		return step.get();
	}

	@Override
	public HeartbeatAnswer heartbeat(HeartbeatCommand command) {
		return reach(() -> this.backing.heartbeat(command));
	}

	@Override
	public RequestAnswer request(RequestCommand command) {
		this.requests.incrementAndGet();
		return reach(() -> this.backing.request(command));
	}

	@Override
	public ScheduleAnswer schedule(ScheduleCommand command) {
		return reach(() -> this.backing.schedule(command));
	}

	@Override
	public FinishAnswer finish(FinishCommand command) {
		return reach(() -> this.backing.finish(command));
	}

	@Override
	public JournalAnswer journal(JournalCommand command) {
		return reach(() -> this.backing.journal(command));
	}

	@Override
	public LeaveAnswer leave(LeaveCommand command) {
		return reach(() -> this.backing.leave(command));
	}

	@Override
	public AdministrationAnswer administer(AdministrationCommand command) {
		return reach(() -> this.backing.administer(command));
	}

	@Override
	public GroupDatabag snapshot(String group) {
		return reach(() -> this.backing.snapshot(group));
	}

	@Override
	public @Nullable UnitDatabag databag(String group, String unit) {
		return reach(() -> this.backing.databag(group, unit));
	}

	@Override
	public List<HistoryEntry> history(String group, @Nullable String before, int limit) {
		return reach(() -> this.backing.history(group, before, limit));
	}

	@Override
	public List<String> warnings() {
		return this.warnings;
	}

	@Override
	public Subscription subscribe(String group, String unit, HintListener listener) {
		return this.backing.subscribe(group, unit, listener);
	}

}
