package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
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
import io.github.rollingops.testsupport.ManualTime;
import org.jspecify.annotations.Nullable;

/**
 * One process's way to the store that it shares with others: loses what is sent, loses
 * the answers, delays them, lets commands arrive late, and writes down what was sent.
 */
final class FaultyStore implements DatabagStore {

	private final ManualTime time;

	private final List<Link> subscriptions = new ArrayList<>();

	private final List<Object> commands = new ArrayList<>();

	private final Map<Step, Integer> lostRequests = new EnumMap<>(Step.class);

	private final Map<Step, Integer> lostReplies = new EnumMap<>(Step.class);

	private final Map<Step, Integer> heldBack = new EnumMap<>(Step.class);

	private final Map<Step, Duration> delays = new EnumMap<>(Step.class);

	private final Map<Step, Function<Object, Object>> changedAnswers = new EnumMap<>(Step.class);

	private final Map<Class<?>, Consumer<Object>> observers = new HashMap<>();

	private final List<Runnable> late = new ArrayList<>();

	final Hints hints = new Hints();

	private DatabagStore backing;

	private boolean cut;

	private boolean dead;

	private boolean hidesBusy;

	private int refusedSubscriptions;

	FaultyStore(ManualTime time, DatabagStore backing) {
		this.time = time;
		this.backing = backing;
	}

	/** Another store answers at the same address from now on. */
	void connect(DatabagStore other) {
		this.backing = other;
		this.subscriptions.forEach((link) -> link.connect(other));
	}

	/** Nothing arrives any more, until mended; hints do not come either. */
	void cut() {
		this.cut = true;
		this.hints.lose((hint) -> true);
	}

	void mend() {
		this.cut = false;
		this.hints.mend();
	}

	/** The process at this end is gone: nothing of it goes any further. */
	void die() {
		cut();
		this.dead = true;
	}

	/** The next such command does not arrive. */
	void loseRequest(Step step) {
		this.lostRequests.merge(step, 1, Integer::sum);
	}

	/** The next such command takes effect; its answer is lost. */
	void loseReply(Step step) {
		this.lostReplies.merge(step, 1, Integer::sum);
	}

	/** The next such command is under way for longer than anybody waits for it. */
	void holdBack(Step step) {
		this.heldBack.merge(step, 1, Integer::sum);
	}

	/** What was held back arrives now. */
	void deliverLate() {
		List<Runnable> arriving = List.copyOf(this.late);
		this.late.clear();
		arriving.forEach(Runnable::run);
	}

	/** The next such answer takes that long. */
	void delay(Step step, Duration duration) {
		this.delays.put(step, duration);
	}

	/** The next such answer is another one. */
	@SuppressWarnings("unchecked")
	<T> void changeAnswer(Step step, Function<T, T> change) {
		this.changedAnswers.put(step, (answer) -> change.apply((T) answer));
	}

	/** The store does not hear that the unit is busy, and may grant it the lock. */
	void hideBusy(boolean hide) {
		this.hidesBusy = hide;
	}

	/** Looks at each such command as it is sent. */
	<T> void onSend(Class<T> type, Consumer<T> observer) {
		this.observers.put(type, (command) -> observer.accept(type.cast(command)));
	}

	void refuseSubscriptions(int times) {
		this.refusedSubscriptions = times;
	}

	/** All commands of a type that were sent, in order, whatever became of them. */
	<T> List<T> sent(Class<T> type) {
		return this.commands.stream().filter(type::isInstance).map(type::cast).toList();
	}

	<T> T lastSent(Class<T> type) {
		List<T> sent = sent(type);
		return sent.get(sent.size() - 1);
	}

	void forgetSent() {
		this.commands.clear();
	}

	@Override
	public HeartbeatAnswer heartbeat(HeartbeatCommand command) {
		HeartbeatCommand arriving = !this.hidesBusy ? command
				: new HeartbeatCommand(command.caller(), command.policy(), false, command.draining(),
						command.callbackIds(), command.schema(), command.proposedStoreId(), command.known());
		return take(Step.HEARTBEAT, command, () -> this.backing.heartbeat(arriving));
	}

	@Override
	public RequestAnswer request(RequestCommand command) {
		return take(Step.REQUEST, command, () -> this.backing.request(command));
	}

	@Override
	public ScheduleAnswer schedule(ScheduleCommand command) {
		return take(Step.SCHEDULE, command, () -> this.backing.schedule(command));
	}

	@Override
	public FinishAnswer finish(FinishCommand command) {
		return take(Step.FINISH, command, () -> this.backing.finish(command));
	}

	@Override
	public JournalAnswer journal(JournalCommand command) {
		return take(Step.JOURNAL, command, () -> this.backing.journal(command));
	}

	@Override
	public LeaveAnswer leave(LeaveCommand command) {
		return take(Step.LEAVE, command, () -> this.backing.leave(command));
	}

	@Override
	public AdministrationAnswer administer(AdministrationCommand command) {
		return take(Step.ADMINISTER, command, () -> this.backing.administer(command));
	}

	@Override
	public GroupDatabag snapshot(String group) {
		return take(Step.READ, new Read(), () -> this.backing.snapshot(group));
	}

	@Override
	public @Nullable UnitDatabag databag(String group, String unit) {
		return take(Step.READ, new Read(), () -> this.backing.databag(group, unit));
	}

	@Override
	public List<HistoryEntry> history(String group, @Nullable String before, int limit) {
		return take(Step.READ, new Read(), () -> this.backing.history(group, before, limit));
	}

	@Override
	public List<String> warnings() {
		return this.backing.warnings();
	}

	@Override
	public Subscription subscribe(String group, String unit, HintListener listener) {
		if (this.refusedSubscriptions > 0) {
			this.refusedSubscriptions--;
			throw new StoreUnreachableException("No subscription", null);
		}
		Link link = new Link(group, unit, listener);
		link.connect(this.backing);
		this.hints.listening(listener);
		this.subscriptions.add(link);
		return link;
	}

	int openSubscriptions() {
		return this.subscriptions.size();
	}

	private <T extends @Nullable Object> T take(Step step, Object command, Supplier<T> effect) {
		if (this.dead) {
			throw new Death();
		}
		this.commands.add(command);
		this.observers.getOrDefault(command.getClass(), (unobserved) -> {
		}).accept(command);
		if (this.cut || consume(this.lostRequests, step)) {
			throw new StoreUnreachableException("The " + step + " was lost", null);
		}
		if (consume(this.heldBack, step)) {
			this.late.add(effect::get);
			throw new StoreUnreachableException("The " + step + " is still under way", null);
		}
		T answer = effect.get();
		Duration delay = this.delays.remove(step);
		if (delay != null) {
			this.time.advance(delay);
		}
		if (consume(this.lostReplies, step)) {
			throw new StoreUnreachableException("The answer to the " + step + " was lost", null);
		}
		return changed(step, answer);
	}

	@SuppressWarnings("unchecked")
	private <T extends @Nullable Object> T changed(Step step, T answer) {
		Function<Object, Object> change = this.changedAnswers.remove(step);
		return (change != null) ? (T) change.apply(answer) : answer;
	}

	private static boolean consume(Map<Step, Integer> faults, Step step) {
		Integer left = faults.remove(step);
		if (left != null && left > 1) {
			faults.put(step, left - 1);
		}
		return left != null;
	}

	enum Step {

		HEARTBEAT, REQUEST, SCHEDULE, FINISH, JOURNAL, LEAVE, ADMINISTER, READ

	}

	/** Ends what a killed process was about to do. */
	static final class Death extends Error {

		private static final long serialVersionUID = 1L;

	}

	/** Stands for the end of a subscription among the commands. */
	record Unsubscribe() {
	}

	/** Stands for a read among the commands. */
	record Read() {
	}

	/** A subscription that outlives the store it was made at. */
	private final class Link implements Subscription {

		private final String group;

		private final String unit;

		private final HintListener listener;

		private @Nullable Subscription link;

		private Link(String group, String unit, HintListener listener) {
			this.group = group;
			this.unit = unit;
			this.listener = listener;
		}

		void connect(DatabagStore store) {
			this.link = store.subscribe(this.group, this.unit,
					(hint) -> FaultyStore.this.hints.pass(hint, this.listener));
		}

		@Override
		public void renew() {
			FaultyStore.this.hints.renewed();
		}

		@Override
		public void close() {
			FaultyStore.this.subscriptions.remove(this);
			FaultyStore.this.commands.add(new Unsubscribe());
			if (this.link != null) {
				this.link.close();
			}
		}

	}

}
