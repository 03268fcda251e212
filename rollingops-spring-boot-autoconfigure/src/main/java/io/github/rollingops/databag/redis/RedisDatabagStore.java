package io.github.rollingops.databag.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import io.github.rollingops.databag.AdministrationAnswer;
import io.github.rollingops.databag.AdministrationCommand;
import io.github.rollingops.databag.Caller;
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

import org.springframework.data.redis.connection.ConnectionUtils;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.Assert;

/**
 * Keeps the databags in Redis 6.2 or later: standalone, behind Sentinel, with replicas,
 * or in a Cluster.
 * <p>
 * A call blocks for about the command timeout of the connection factory at most, so the
 * factory should be one for this store alone, with a timeout much shorter than a lease.
 * It is not closed with the store.
 *
 * @since 0.1.0
 */
public class RedisDatabagStore implements DatabagStore, AutoCloseable {

	/**
	 * How often a step is sent because other units have come meanwhile, before it has to
	 * do with those that are known.
	 */
	private static final int MAX_TRIES = 5;

	private final Settings settings;

	private final ScriptRunner runner;

	private final HintSubscriptions subscriptions;

	private final HistoryReader historyReader;

	private final EvictionCheck evictionCheck;

	private final @Nullable InstantSource clock;

	private final Map<String, GroupKeys> groups = new ConcurrentHashMap<>();

	/**
	 * The units that the last snapshot of a group told of: those are declared first, so
	 * that a group that has not changed is read in one round trip.
	 */
	private final Map<String, List<String>> listed = new ConcurrentHashMap<>();

	/**
	 * Create a store on the given connections.
	 * @param connectionFactory a Lettuce connection factory with a short command timeout
	 * @param settings whose groups they are
	 */
	public RedisDatabagStore(RedisConnectionFactory connectionFactory, Settings settings) {
		this(connectionFactory, settings, null);
	}

	/**
	 * Create a store whose scripts take the given clock, and not the one of the host of
	 * Redis. For tests only.
	 */
	RedisDatabagStore(RedisConnectionFactory connectionFactory, Settings settings, @Nullable InstantSource clock) {
		Assert.isTrue(ConnectionUtils.isAsync(connectionFactory), () -> "A " + connectionFactory.getClass().getName()
				+ " blocks the thread that subscribes; use a LettuceConnectionFactory");
		this.settings = settings;
		this.runner = new ScriptRunner(connectionFactory, new ScriptLoader().loadAll(), settings.commandTimeout());
		this.subscriptions = new HintSubscriptions(connectionFactory);
		this.historyReader = new HistoryReader(connectionFactory);
		this.evictionCheck = new EvictionCheck(connectionFactory);
		this.clock = clock;
	}

	@Override
	public HeartbeatAnswer heartbeat(HeartbeatCommand command) {
		Arguments arguments = arguments();
		HeartbeatCodec.write(command, arguments);
		return HeartbeatCodec.read(run(Step.HEARTBEAT, command.caller(), arguments));
	}

	@Override
	public RequestAnswer request(RequestCommand command) {
		List<String> units = command.units();
		Caller caller = command.caller();
		return RequestCodec.read(run(Step.REQUEST, caller.group(), Set.of(caller.unit()), (known, last) -> {
			Arguments arguments = arguments();
			RequestCodec.write(command, (units != null) ? units : known, arguments);
			return arguments;
		}, (units != null) ? units : List.of()));
	}

	@Override
	public ScheduleAnswer schedule(ScheduleCommand command) {
		return TurnCodec.readSchedule(run(Step.SCHEDULE, command.caller().group(), Set.of(), (known, last) -> {
			Arguments arguments = arguments();
			TurnCodec.write(command, !last, arguments);
			return arguments;
		}, List.of()));
	}

	@Override
	public FinishAnswer finish(FinishCommand command) {
		Arguments arguments = arguments();
		TurnCodec.write(command, arguments);
		return TurnCodec.readFinish(run(Step.FINISH, command.caller(), arguments));
	}

	@Override
	public JournalAnswer journal(JournalCommand command) {
		Arguments arguments = arguments();
		JournalCodec.write(command, arguments);
		return JournalCodec.read(run(Step.JOURNAL, command.caller(), arguments));
	}

	@Override
	public LeaveAnswer leave(LeaveCommand command) {
		Arguments arguments = arguments();
		TurnCodec.write(command, arguments);
		return TurnCodec.readLeave(run(Step.LEAVE, command.caller(), arguments));
	}

	@Override
	public AdministrationAnswer administer(AdministrationCommand command) {
		Arguments arguments = arguments();
		AdministrationCodec.write(command, arguments);
		return AdministrationCodec.read(this.runner.run(Step.ADMINISTER, command.group(),
				keys(command.group()).keys(List.of(command.unit())), arguments.values()));
	}

	@Override
	public GroupDatabag snapshot(String group) {
		GroupDatabag snapshot = SnapshotCodec.readGroup(run(Step.SNAPSHOT, group, Set.of(),
				(known, last) -> arguments().add(!last), this.listed.getOrDefault(group, List.of())));
		this.listed.put(group, snapshot.units().stream().map(UnitDatabag::unit).toList());
		return snapshot;
	}

	@Override
	public @Nullable UnitDatabag databag(String group, String unit) {
		GroupKeys keys = keys(group);
		return SnapshotCodec
			.readUnit(this.runner.run(Step.DATABAG, group, keys.keys(List.of(unit)), arguments().add(unit).values()));
	}

	@Override
	public List<HistoryEntry> history(String group, @Nullable String before, int limit) {
		return this.historyReader.read(keys(group), before, limit);
	}

	@Override
	public List<String> warnings() {
		return this.evictionCheck.warnings();
	}

	@Override
	public Subscription subscribe(String group, String unit, HintListener listener) {
		return this.subscriptions.subscribe(keys(group).channel(unit), listener);
	}

	/**
	 * End all subscriptions.
	 */
	@Override
	public void close() {
		this.subscriptions.close();
	}

	/**
	 * Run a step that touches the databag of its caller only.
	 */
	private Answer run(Step step, Caller caller, Arguments arguments) {
		return this.runner.run(step, caller.group(), keys(caller.group()).keys(List.of(caller.unit())),
				arguments.values());
	}

	/**
	 * Run a step which may touch databags that only it knows of: it does nothing until
	 * all of them have been declared, so that it may run in a Cluster.
	 */
	private Answer run(Step step, String group, Set<String> first,
			BiFunction<Collection<String>, Boolean, Arguments> arguments, Collection<String> named) {
		Set<String> declared = new LinkedHashSet<>(first);
		declared.addAll(named);
		for (int i = 1; i <= MAX_TRIES; i++) {
			Answer answer = this.runner.run(step, group, keys(group).keys(declared),
					arguments.apply(declared, i == MAX_TRIES).values());
			if (!answer.asksForDatabags()) {
				return answer;
			}
			declared.addAll(answer.units());
		}
		throw new StoreUnreachableException("Step '" + step.scriptName() + "' of group '" + group
				+ "' was given up, since units came and went during each of " + MAX_TRIES
				+ " attempts; it has had no effect", null);
	}

	private GroupKeys keys(String group) {
		return this.groups.computeIfAbsent(group,
				(name) -> new GroupKeys(this.settings.keyPrefix(), this.settings.namespace(), name));
	}

	/**
	 * Return arguments that begin with what stands for the clock of Redis, if anything
	 * does.
	 */
	private Arguments arguments() {
		InstantSource clock = this.clock;
		return new Arguments()
			.add((clock != null) ? Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant())) : "");
	}

	/**
	 * Whose groups a store keeps, and where.
	 *
	 * @param namespace groups of different namespaces never meet
	 * @param keyPrefix what every key and channel begins with
	 * @param commandTimeout for how long a step is tried again that Redis did not carry
	 * out
	 */
	public record Settings(String namespace, String keyPrefix, Duration commandTimeout) {
	}

}
