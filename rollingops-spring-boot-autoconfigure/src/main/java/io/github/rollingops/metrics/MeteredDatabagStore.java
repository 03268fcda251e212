package io.github.rollingops.metrics;

import java.util.List;
import java.util.function.Consumer;
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
import io.github.rollingops.databag.Subscription;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.metrics.StoreTimers.Step;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.InfrastructureProxy;

/**
 * A store whose calls are measured, and whose answers tell the meters where this unit
 * stands. It asks nothing that it is not asked itself.
 *
 * @since 0.1.0
 */
public final class MeteredDatabagStore implements DatabagStore, InfrastructureProxy {

	private static final Logger logger = LoggerFactory.getLogger(MeteredDatabagStore.class);

	private final DatabagStore store;

	private final Supplier<RollingOpsMeters> meters;

	/**
	 * Create a store.
	 * @param store who answers
	 * @param meters who measures, asked for with each call
	 */
	public MeteredDatabagStore(DatabagStore store, Supplier<RollingOpsMeters> meters) {
		this.store = store;
		this.meters = meters;
	}

	@Override
	public Object getWrappedObject() {
		return this.store;
	}

	@Override
	public HeartbeatAnswer heartbeat(HeartbeatCommand command) {
		String group = command.caller().group();
		note(() -> this.meters.get().of(group, command.callbackIds()));
		HeartbeatAnswer answer = time(Step.HEARTBEAT, () -> this.store.heartbeat(command));
		noteOf(group, (meters) -> meters.watch().told(answer));
		return answer;
	}

	@Override
	public RequestAnswer request(RequestCommand command) {
		RequestAnswer answer = time(Step.REQUEST, () -> this.store.request(command));
		noteOf(command.caller().group(), (meters) -> meters.watch().queue().requested(answer));
		return answer;
	}

	@Override
	public ScheduleAnswer schedule(ScheduleCommand command) {
		ScheduleAnswer answer = time(Step.SCHEDULE, () -> this.store.schedule(command));
		noteOf(command.caller().group(), (meters) -> meters.watch().queue().changed(answer.changes()));
		return answer;
	}

	@Override
	public FinishAnswer finish(FinishCommand command) {
		FinishAnswer answer = time(Step.FINISH, () -> this.store.finish(command));
		noteOf(command.caller().group(), (meters) -> meters.finished(command, answer));
		return answer;
	}

	@Override
	public JournalAnswer journal(JournalCommand command) {
		return time(Step.JOURNAL, () -> this.store.journal(command));
	}

	@Override
	public LeaveAnswer leave(LeaveCommand command) {
		LeaveAnswer answer = time(Step.LEAVE, () -> this.store.leave(command));
		noteOf(command.caller().group(), (meters) -> meters.watch().left());
		return answer;
	}

	@Override
	public AdministrationAnswer administer(AdministrationCommand command) {
		AdministrationAnswer answer = time(Step.ADMINISTER, () -> this.store.administer(command));
		noteOf(command.group(), (meters) -> meters.watch().queue().changed(answer.changes()));
		return answer;
	}

	@Override
	public GroupDatabag snapshot(String group) {
		return time(Step.SNAPSHOT, () -> this.store.snapshot(group));
	}

	@Override
	public @Nullable UnitDatabag databag(String group, String unit) {
		UnitDatabag databag = time(Step.DATABAG, () -> this.store.databag(group, unit));
		if (databag != null) {
			noteOf(group, (meters) -> meters.watch().queue().read(databag));
		}
		return databag;
	}

	@Override
	public List<HistoryEntry> history(String group, @Nullable String before, int limit) {
		return time(Step.HISTORY, () -> this.store.history(group, before, limit));
	}

	@Override
	public List<String> warnings() {
		return time(Step.WARNINGS, this.store::warnings);
	}

	@Override
	public Subscription subscribe(String group, String unit, HintListener listener) {
		return time(Step.SUBSCRIBE, () -> this.store.subscribe(group, unit, listener));
	}

	private <T extends @Nullable Object> T time(Step step, Supplier<T> call) {
		return this.meters.get().storeTimers().time(step, call);
	}

	private void noteOf(String group, Consumer<GroupMeters> taker) {
		note(() -> {
			GroupMeters found = this.meters.get().find(group);
			if (found != null) {
				taker.accept(found);
			}
		});
	}

	/**
	 * Whatever a registry objects to: the step has been taken, and its caller waits.
	 */
	private static void note(Runnable taker) {
		try {
			taker.run();
		}
		catch (RuntimeException ex) {
			logger.debug("Not measured", ex);
		}
	}

}
