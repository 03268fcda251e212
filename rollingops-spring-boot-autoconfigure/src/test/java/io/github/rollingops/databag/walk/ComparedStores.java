package io.github.rollingops.databag.walk;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.rollingops.databag.Change;
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
import io.github.rollingops.databag.ManualClock;
import io.github.rollingops.databag.RequestAnswer;
import io.github.rollingops.databag.RequestCommand;
import io.github.rollingops.databag.ScheduleAnswer;
import io.github.rollingops.databag.ScheduleCommand;
import io.github.rollingops.databag.StoreUnderTest;
import io.github.rollingops.databag.Subscription;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two stores on one clock that are given the same commands and have to answer alike.
 */
public final class ComparedStores implements StoreUnderTest, DatabagStore {

	private static final int LOOKS = 97;

	private final StoreUnderTest reference;

	private final StoreUnderTest subject;

	private int looks;

	private Consumer<List<Change>> observer = (changes) -> {
	};

	public ComparedStores(StoreUnderTest reference, StoreUnderTest subject) {
		assertThat(subject.clock()).isSameAs(reference.clock());
		this.reference = reference;
		this.subject = subject;
	}

	/**
	 * Tell somebody of the changes of each step.
	 */
	void observe(Consumer<List<Change>> observer) {
		this.observer = observer;
	}

	/**
	 * The first of the two, to look at what need not be compared.
	 */
	DatabagStore reference() {
		return this.reference.store();
	}

	private <T extends @Nullable Object> T both(Object command, Function<DatabagStore, T> step) {
		T expected = step.apply(this.reference.store());
		T actual = step.apply(this.subject.store());
		if (!Likeness.alike(actual, expected)) {
			assertThat(Likeness.text(actual)).as("answer to %s", command).isEqualTo(Likeness.text(expected));
			throw new AssertionError("Answers to " + command + " differ, though their texts are equal");
		}
		return expected;
	}

	@Override
	public HeartbeatAnswer heartbeat(HeartbeatCommand command) {
		HeartbeatAnswer answer = both(command, (store) -> store.heartbeat(command));
		this.observer.accept(answer.changes());
		return answer;
	}

	@Override
	public RequestAnswer request(RequestCommand command) {
		return both(command, (store) -> store.request(command));
	}

	@Override
	public ScheduleAnswer schedule(ScheduleCommand command) {
		ScheduleAnswer answer = both(command, (store) -> store.schedule(command));
		this.observer.accept(answer.changes());
		return answer;
	}

	@Override
	public FinishAnswer finish(FinishCommand command) {
		FinishAnswer answer = both(command, (store) -> store.finish(command));
		this.observer.accept(answer.changes());
		return answer;
	}

	@Override
	public JournalAnswer journal(JournalCommand command) {
		JournalAnswer answer = both(command, (store) -> store.journal(command));
		this.observer.accept(answer.changes());
		return answer;
	}

	@Override
	public LeaveAnswer leave(LeaveCommand command) {
		LeaveAnswer answer = both(command, (store) -> store.leave(command));
		this.observer.accept(answer.changes());
		return answer;
	}

	@Override
	public GroupDatabag snapshot(String group) {
		return both("snapshot", (store) -> store.snapshot(group));
	}

	@Override
	public @Nullable UnitDatabag databag(String group, String unit) {
		return both("databag", (store) -> store.databag(group, unit));
	}

	/**
	 * Each store has ids of its own.
	 */
	@Override
	public List<HistoryEntry> history(String group, @Nullable String before, int limit) {
		return both("history",
				(store) -> store.history(group, before, limit)
					.stream()
					.map((entry) -> new HistoryEntry("", entry.at(), entry.type(), entry.unit(), entry.token(),
							entry.operationId(), entry.callbackId(), entry.attempt(), entry.detail()))
					.toList());
	}

	@Override
	public List<String> warnings() {
		return both("warnings", DatabagStore::warnings);
	}

	@Override
	public Subscription subscribe(String group, String unit, HintListener listener) {
		throw new UnsupportedOperationException("Hints are not compared");
	}

	@Override
	public DatabagStore store() {
		return this;
	}

	@Override
	public ManualClock clock() {
		return this.reference.clock();
	}

	@Override
	public void poison(String unit, String operations) {
		this.reference.poison(unit, operations);
		this.subject.poison(unit, operations);
	}

	@Override
	public String operations(String unit) {
		return this.reference.operations(unit);
	}

	@Override
	public List<Place> places(String unit) {
		List<Place> places = this.reference.places(unit);
		// Snapshots are always compared; to look behind them takes a real store long.
		if (++this.looks % LOOKS == 0) {
			assertThat(this.subject.places(unit)).as("places of %s", unit).isEqualTo(places);
		}
		return places;
	}

	@Override
	public void forgetEverything() {
		this.reference.forgetEverything();
		this.subject.forgetEverything();
	}

	@Override
	public void forgetMembers() {
		this.reference.forgetMembers();
		this.subject.forgetMembers();
	}

	@Override
	public void forgetHeads() {
		this.reference.forgetHeads();
		this.subject.forgetHeads();
	}

	@Override
	public void forget(String unit) {
		this.reference.forget(unit);
		this.subject.forget(unit);
	}

	@Override
	public void cutFinishInHalf(FinishCommand command) {
		this.reference.cutFinishInHalf(command);
		this.subject.cutFinishInHalf(command);
	}

	@Override
	public void close() {
		this.reference.close();
		this.subject.close();
	}

}
