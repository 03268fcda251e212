package io.github.rollingops.databag.memory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

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
import io.github.rollingops.databag.Policy;
import io.github.rollingops.databag.RequestAnswer;
import io.github.rollingops.databag.RequestCommand;
import io.github.rollingops.databag.ScheduleAnswer;
import io.github.rollingops.databag.ScheduleCommand;
import io.github.rollingops.databag.Subscription;
import io.github.rollingops.databag.UnitDatabag;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the databags in this process. Units take turns only if they share one instance:
 * meant for tests and for applications that run as one process.
 * <p>
 * Safe for use by several threads. Hints are given on the thread whose step caused them,
 * after that step.
 *
 * @since 0.1.0
 */
public class InMemoryDatabagStore implements DatabagStore {

	private final InstantSource clock;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, GroupData> groups = new TreeMap<>();

	private final Map<String, List<HintListener>> listeners = new ConcurrentHashMap<>();

	public InMemoryDatabagStore() {
		this(InstantSource.system());
	}

	/**
	 * Create a store that reads the time from the given clock.
	 * @param clock what an external store's own clock would say
	 */
	public InMemoryDatabagStore(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public HeartbeatAnswer heartbeat(HeartbeatCommand command) {
		return step(command.caller().group(), command.policy(), (group) -> new HeartbeatStep(group, command).take());
	}

	@Override
	public RequestAnswer request(RequestCommand command) {
		return step(command.caller().group(), null, (group) -> new RequestStep(group, command).take());
	}

	@Override
	public ScheduleAnswer schedule(ScheduleCommand command) {
		return step(command.caller().group(), command.policy(), (group) -> new ScheduleStep(group, command).take());
	}

	@Override
	public FinishAnswer finish(FinishCommand command) {
		return step(command.caller().group(), null, (group) -> new FinishStep(group, command).take());
	}

	@Override
	public JournalAnswer journal(JournalCommand command) {
		return step(command.caller().group(), null, (group) -> new JournalStep(group, command).take());
	}

	@Override
	public LeaveAnswer leave(LeaveCommand command) {
		return step(command.caller().group(), null, (group) -> new LeaveStep(group, command).take());
	}

	@Override
	public AdministrationAnswer administer(AdministrationCommand command) {
		return step(command.group(), null, (group) -> new AdministrationStep(group, command).take());
	}

	@Override
	public GroupDatabag snapshot(String group) {
		return read(group, (data) -> new Snapshots(data).group());
	}

	@Override
	public @Nullable UnitDatabag databag(String group, String unit) {
		return read(group, (data) -> {
			Bag bag = data.bags.get(unit);
			return (bag != null) ? new Snapshots(data).unit(bag) : null;
		});
	}

	@Override
	public List<HistoryEntry> history(String group, @Nullable String before, int limit) {
		return withGroup(group, (data) -> data.history.before(before, limit));
	}

	@Override
	public List<String> warnings() {
		return List.of();
	}

	@Override
	public Subscription subscribe(String group, String unit, HintListener listener) {
		List<HintListener> subscribed = this.listeners.computeIfAbsent(channel(group, unit),
				(key) -> new CopyOnWriteArrayList<>());
		subscribed.add(listener);
		return new Subscription() {

			@Override
			public void renew() {
				subscribed.remove(listener);
				subscribed.add(listener);
			}

			@Override
			public void close() {
				subscribed.remove(listener);
			}

		};
	}

	/**
	 * Look at a group as of now. Reading moves no clock: what is due, or over, is for the
	 * next step to find.
	 */
	<T extends @Nullable Object> T read(String group, Function<GroupData, T> reader) {
		return withGroup(group, (data) -> {
			GroupTime time = data.time;
			data.time = time.copy();
			data.begin(Micros.of(this.clock.instant()), null);
			try {
				return reader.apply(data);
			}
			finally {
				data.time = time;
			}
		});
	}

	/**
	 * Do something with all that is kept of a group. A test may damage it here, as
	 * somebody with access to an external store could.
	 */
	<T extends @Nullable Object> T withGroup(String group, Function<GroupData, T> function) {
		this.lock.lock();
		try {
			return function.apply(this.groups.computeIfAbsent(group, (name) -> new GroupData()));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Lose a group, as a store does that restarts without its data.
	 */
	void forget(String group) {
		this.lock.lock();
		try {
			this.groups.remove(group);
		}
		finally {
			this.lock.unlock();
		}
	}

	private <T> T step(String group, @Nullable Policy callers, Function<GroupData, T> step) {
		List<GroupData.Outgoing> hints = new ArrayList<>();
		T answer = withGroup(group, (data) -> {
			data.begin(Micros.of(this.clock.instant()), callers);
			T answered = step.apply(data);
			data.remember();
			hints.addAll(data.hints);
			return answered;
		});
		for (GroupData.Outgoing hint : hints) {
			this.listeners.getOrDefault(channel(group, hint.unit()), List.of())
				.forEach((listener) -> listener.onHint(hint.hint()));
		}
		return answer;
	}

	private static String channel(String group, String unit) {
		return group + " " + unit;
	}

}
