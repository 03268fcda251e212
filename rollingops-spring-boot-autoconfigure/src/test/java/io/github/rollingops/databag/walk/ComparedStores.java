package io.github.rollingops.databag.walk;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.rollingops.databag.AdministrationAnswer;
import io.github.rollingops.databag.AdministrationCommand;
import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.FinishAnswer;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.Fleet;
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

	private @Nullable GroupDatabag seen;

	private Instant seenAt = Instant.MIN;

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
	 * Return what the first of the two says of the group, to look at what need not be
	 * compared. It is asked once after each step: a walk looks more often than it steps.
	 */
	GroupDatabag reference() {
		GroupDatabag seen = this.seen;
		Instant now = clock().instant();
		if (seen == null || !now.equals(this.seenAt)) {
			seen = this.reference.store().snapshot(Fleet.GROUP);
			see(seen);
		}
		return seen;
	}

	/**
	 * Return what the first of the two says of a unit.
	 */
	@Nullable UnitDatabag reference(String unit) {
		return this.reference.store().databag(Fleet.GROUP, unit);
	}

	private void see(@Nullable GroupDatabag group) {
		this.seen = group;
		this.seenAt = clock().instant();
	}

	private <T> T step(Object command, Function<DatabagStore, T> step) {
		see(null);
		return both(command, step);
	}

	private void damage(Consumer<StoreUnderTest> damage) {
		see(null);
		damage.accept(this.reference);
		damage.accept(this.subject);
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
		HeartbeatAnswer answer = step(command, (store) -> store.heartbeat(command));
		this.observer.accept(answer.changes());
		return answer;
	}

	@Override
	public RequestAnswer request(RequestCommand command) {
		return step(command, (store) -> store.request(command));
	}

	@Override
	public ScheduleAnswer schedule(ScheduleCommand command) {
		ScheduleAnswer answer = step(command, (store) -> store.schedule(command));
		this.observer.accept(answer.changes());
		return answer;
	}

	@Override
	public FinishAnswer finish(FinishCommand command) {
		FinishAnswer answer = step(command, (store) -> store.finish(command));
		this.observer.accept(answer.changes());
		return answer;
	}

	@Override
	public JournalAnswer journal(JournalCommand command) {
		JournalAnswer answer = step(command, (store) -> store.journal(command));
		this.observer.accept(answer.changes());
		return answer;
	}

	@Override
	public LeaveAnswer leave(LeaveCommand command) {
		LeaveAnswer answer = step(command, (store) -> store.leave(command));
		this.observer.accept(answer.changes());
		return answer;
	}

	@Override
	public AdministrationAnswer administer(AdministrationCommand command) {
		AdministrationAnswer answer = step(command, (store) -> store.administer(command));
		this.observer.accept(answer.changes());
		return answer;
	}

	@Override
	public GroupDatabag snapshot(String group) {
		GroupDatabag snapshot = both("snapshot", (store) -> store.snapshot(group));
		see(snapshot);
		return snapshot;
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
		damage((store) -> store.poison(unit, operations));
	}

	@Override
	public void writeSetAside(String unit, String... texts) {
		damage((store) -> store.writeSetAside(unit, texts));
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
		damage((store) -> store.forgetEverything());
	}

	@Override
	public void forgetMembers() {
		damage((store) -> store.forgetMembers());
	}

	@Override
	public void forgetHeads() {
		damage((store) -> store.forgetHeads());
	}

	@Override
	public void forget(String unit) {
		damage((store) -> store.forget(unit));
	}

	@Override
	public void cutFinishInHalf(FinishCommand command) {
		damage((store) -> store.cutFinishInHalf(command));
	}

	@Override
	public void close() {
		this.reference.close();
		this.subject.close();
	}

}
