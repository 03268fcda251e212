package io.github.rollingops.databag;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.AdministrationAnswer.Status;
import io.github.rollingops.databag.AdministrationCommand.Action;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.UnitDatabag.Ended;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.rollingops.DropReason.CANCELLED;
import static io.github.rollingops.DropReason.UNIT_FORGOTTEN;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator may do.
 */
public abstract class AdministrationContractTests extends DatabagStoreContract {

	private static final String ENTRY = """
			{"id":"%s","callback_id":"reload","kwargs":"{}","requested_at":"2026-03-01T12:00:00.000000Z",\
			"max_retry":"","attempt":"0","cut_short":"0"}""";

	private static final String BAD = ENTRY.formatted("bad").replace("\"attempt\":\"0\"", "\"attempt\":\"x\"");

	private TestUnit leader;

	private TestUnit a;

	private TestUnit b;

	@BeforeEach
	void join() {
		this.leader = this.fleet.joined("leader");
		this.a = this.fleet.joined("a");
		this.b = this.fleet.joined("b");
	}

	private AdministrationAnswer take(Action action, String unit, String bootId, String id, long token, int entries) {
		return this.subject.store()
			.administer(new AdministrationCommand(Fleet.GROUP, unit, action, bootId, id, token, entries, "alice"));
	}

	private AdministrationAnswer cancel(TestUnit unit, Operation operation) {
		return take(Action.CANCEL, unit.name(), "", operation.id(), 0, 0);
	}

	private AdministrationAnswer release(TestUnit unit, long token) {
		return take(Action.RELEASE, unit.name(), "", "", token, 0);
	}

	private AdministrationAnswer forget(TestUnit unit) {
		return take(Action.FORGET, unit.name(), unit.bootId(), "", 0, 0);
	}

	private AdministrationAnswer readmit(TestUnit unit) {
		return take(Action.READMIT, unit.name(), "", "", 0, 0);
	}

	private AdministrationAnswer discard(TestUnit unit, int entries) {
		return take(Action.DISCARD, unit.name(), "", "", 0, entries);
	}

	private void setAside(String... texts) {
		for (String text : texts) {
			this.subject.poison("a", text);
			this.a.leave();
			this.a = this.fleet.restarted(this.a);
			this.a.beat();
		}
		assertThat(this.fleet.databag(this.a).setAside()).isNotEmpty();
	}

	@Test
	void waitingOperationIsCancelledAndTheNextOneStandsInItsPlace() {
		Operation first = this.a.request("reload");
		Operation second = this.a.request("rotate");
		long rev = this.fleet.databag(this.a).rev();
		AdministrationAnswer answer = cancel(this.a, first);
		assertThat(answer.status()).isEqualTo(Status.DONE);
		assertThat(answer.number()).isOne();
		assertThat(types(answer.changes())).containsExactly(Type.ADMINISTERED, Type.DROPPED);
		assertThat(answer.changes().get(0)).isEqualTo(new Change(Type.ADMINISTERED, "a", 0, first, "CANCEL alice"));
		assertThat(answer.changes().get(1)).isEqualTo(new Change(Type.DROPPED, "a", 0, first, CANCELLED.name()));
		UnitDatabag databag = this.fleet.databag(this.a);
		assertThat(databag.rev()).isGreaterThan(rev);
		assertThat(databag.ended()).containsExactly(new Ended(first.id(), CANCELLED));
		assertThat(this.fleet.queue(this.a)).containsExactly(second.id());
		this.leader.schedule();
		this.a.start();
		assertThat(this.a.held().operationId()).isEqualTo(second.id());
	}

	@Test
	void operationBehindTheHeadIsCancelledThoughTheHeadRuns() {
		Operation running = this.a.request("reload");
		Operation waiting = this.a.request("rotate");
		this.leader.schedule();
		this.a.start();
		assertThat(cancel(this.a, waiting).status()).isEqualTo(Status.DONE);
		assertThat(this.fleet.queue(this.a)).containsExactly(running.id());
		assertThat(this.fleet.holder()).isEqualTo("a");
		assertThat(this.a.finish(Result.RELEASE).status()).isEqualTo(FinishAnswer.Status.APPLIED);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.NONE);
	}

	@Test
	void cancelledRetryLeavesNothingToWaitFor() {
		Operation operation = this.a.request("reload");
		this.leader.schedule();
		this.a.start();
		this.a.finish(this.a.finishing(Result.RETRY_RELEASE, Duration.ofSeconds(30)));
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.DELAYED);
		assertThat(cancel(this.a, operation).status()).isEqualTo(Status.DONE);
		UnitDatabag databag = this.fleet.databag(this.a);
		assertThat(databag.intent()).isEqualTo(LockIntent.IDLE);
		assertThat(databag.dueIn()).isZero();
		assertThat(databag.place()).isEqualTo(Place.NONE);
		assertThat(this.leader.schedule().nextDue()).isNull();
	}

	@Test
	void stepsOfACancelledOperationAreNotForgottenSilently() {
		Operation operation = this.a.request("reload");
		this.leader.schedule();
		this.a.start();
		this.a.claim();
		this.a.note(this.a.noting(JournalCommand.Mode.EXECUTING, 1, "build", "[]"));
		this.a.stepsLeft = "build";
		this.a.mayPass = false;
		this.a.finish(Result.RETRY_RELEASE);
		AdministrationAnswer answer = cancel(this.a, operation);
		assertThat(change(answer.changes(), Type.STEPS_LEFT).detail()).isEqualTo(operation.id() + " build");
		assertThat(this.fleet.databag(this.a).journal()).isNull();
	}

	@Test
	void whatRunsIsNotCancelled() {
		Operation operation = this.a.request("reload");
		this.leader.schedule();
		long token = this.a.start();
		AdministrationAnswer answer = cancel(this.a, operation);
		assertThat(answer).isEqualTo(new AdministrationAnswer(Status.GRANTED, 0, List.of()));
		assertThat(this.fleet.queue(this.a)).containsExactly(operation.id());
		assertThat(this.fleet.snapshot().grant())
			.satisfies((grant) -> assertThat(grant.fencingToken()).isEqualTo(token));
	}

	@Test
	void cancellingAgainDoesNothing() {
		Operation operation = this.a.request("reload");
		cancel(this.a, operation);
		UnitDatabag before = this.fleet.databag(this.a);
		assertThat(cancel(this.a, operation)).isEqualTo(new AdministrationAnswer(Status.ENDED, 0, List.of()));
		assertThat(this.fleet.databag(this.a)).isEqualTo(before);
		assertThat(take(Action.CANCEL, "a", "", "nothing", 0, 0).status()).isEqualTo(Status.UNKNOWN);
		assertThat(take(Action.CANCEL, "nobody", "", operation.id(), 0, 0).status()).isEqualTo(Status.UNKNOWN);
	}

	@Test
	void operationOfADepartedUnitIsCancelled() {
		Operation operation = this.a.request("reload");
		this.fleet.passLed(20, this.leader, this.b);
		assertThat(cancel(this.a, operation).status()).isEqualTo(Status.DONE);
		assertThat(this.fleet.queue(this.a)).isEmpty();
		this.a = this.fleet.restarted(this.a);
		this.a.beat();
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.NONE);
	}

	@Test
	void twinOfACancelledOperationIsANewOne() {
		Operation operation = this.a.request("reload");
		cancel(this.a, operation);
		assertThat(this.a.request("reload").id()).isNotEqualTo(operation.id());
	}

	@Test
	void grantIsTakenAwayAndItsTokenBurnt() {
		Operation operation = this.a.request("reload");
		Operation next = this.b.request("reload");
		this.leader.schedule();
		long token = this.a.start();
		AdministrationAnswer answer = release(this.a, token);
		assertThat(answer.status()).isEqualTo(Status.DONE);
		assertThat(answer.number()).isGreaterThan(token);
		assertThat(answer.changes()).containsExactly(
				new Change(Type.ADMINISTERED, "a", token, operation, "RELEASE alice"),
				new Change(Type.STALE_RELEASED, "a", token, operation, this.a.bootId()));
		assertThat(this.fleet.snapshot().issued()).isEqualTo(answer.number());
		// The old holder changes nothing any more.
		assertThat(this.a.finish(Result.RELEASE).status()).isEqualTo(FinishAnswer.Status.STALE);
		assertThat(this.fleet.queue(this.a)).containsExactly(operation.id());
		this.leader.schedule();
		this.b.start();
		assertThat(this.b.held().operationId()).isEqualTo(next.id());
		assertThat(this.b.held().token()).isGreaterThan(answer.number());
	}

	@Test
	void holderIsToldAndGrantedNothingBeforeItHasAnswered() {
		this.a.request("reload");
		this.leader.schedule();
		long token = this.a.start();
		release(this.a, token);
		this.leader.schedule();
		assertThat(this.fleet.holder()).isEmpty();
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.PARKED);
		HeartbeatAnswer told = this.a.beatBusy();
		assertThat(told.held()).isNull();
		assertThat(told.issued()).isGreaterThan(token);
		this.leader.schedule();
		assertThat(this.fleet.holder()).isEmpty();
		this.a.busy = false;
		this.a.beat();
		this.leader.schedule();
		assertThat(this.fleet.holder()).isEqualTo("a");
	}

	@Test
	void runFromWhichTheGrantWasTakenCountsAsCutShort() {
		this.a.request("reload");
		this.leader.schedule();
		release(this.a, this.a.start());
		this.a.beat();
		assertThat(this.fleet.databag(this.a).queue().peek()).satisfies((operation) -> {
			assertThat(operation.attempt()).isOne();
			assertThat(operation.cutShortRuns()).isOne();
		});
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.RETRY_RELEASE);
	}

	@Test
	void grantThatWasNotStartedIsTakenAwayWithoutAnAttempt() {
		this.a.request("reload");
		this.leader.schedule();
		release(this.a, this.fleet.snapshot().grant().fencingToken());
		this.a.beat();
		this.a.beat();
		assertThat(this.fleet.databag(this.a).queue().peek())
			.satisfies((operation) -> assertThat(operation.attempt()).isZero());
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
	}

	@Test
	void unitThatHoldsOnWithoutEndGoesBehindTheOthers() {
		this.a.request("reload");
		Operation next = this.b.request("reload");
		this.leader.schedule();
		this.a.start();
		this.a.finish(this.a.finishing(Result.RETRY_HOLD, Duration.ofSeconds(2)));
		release(this.a, this.a.held().token());
		this.fleet.passSeconds(3, this.leader, this.a, this.b);
		this.leader.schedule();
		this.b.beat();
		assertThat(this.b.held().operationId()).isEqualTo(next.id());
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.RETRY_RELEASE);
	}

	@Test
	void grantIsTakenFromAUnitWhoseDatabagIsGone() {
		this.a.request("reload");
		this.leader.schedule();
		long token = this.a.start();
		this.subject.forget("a");
		assertThat(release(this.a, token).status()).isEqualTo(Status.DONE);
		assertThat(this.fleet.holder()).isEmpty();
		assertThat(forget(this.a).status()).isEqualTo(Status.UNKNOWN);
	}

	@Test
	void tokenThatIsNotHeldReleasesNothing() {
		this.a.request("reload");
		this.b.request("reload");
		this.leader.schedule();
		long token = this.a.start();
		assertThat(release(this.a, token - 1).status()).isEqualTo(Status.NOT_HELD);
		assertThat(release(this.b, token).status()).isEqualTo(Status.NOT_HELD);
		assertThat(this.fleet.holder()).isEqualTo("a");
		this.a.finish(Result.RELEASE);
		AdministrationAnswer late = release(this.a, token);
		assertThat(late).isEqualTo(new AdministrationAnswer(Status.NOT_HELD, 0, List.of()));
		assertThat(this.fleet.holder()).isEqualTo("b");
	}

	@Test
	void departedUnitIsForgotten() {
		Operation first = this.a.request("reload");
		Operation second = this.a.request("rotate");
		this.fleet.passLed(20, this.leader, this.b);
		AdministrationAnswer answer = forget(this.a);
		assertThat(answer.status()).isEqualTo(Status.DONE);
		assertThat(answer.number()).isEqualTo(2);
		assertThat(answer.changes()).containsExactly(new Change(Type.ADMINISTERED, "a", 0, null, "FORGET alice"),
				new Change(Type.DROPPED, "a", 0, first, UNIT_FORGOTTEN.name()),
				new Change(Type.DROPPED, "a", 0, second, UNIT_FORGOTTEN.name()));
		assertThat(this.fleet.queue(this.a)).isEmpty();
		assertThat(forget(this.a)).isEqualTo(new AdministrationAnswer(Status.EMPTY, 0, List.of()));
		this.a.beat();
		assertThat(this.fleet.databag(this.a).ended()).containsExactly(new Ended(first.id(), UNIT_FORGOTTEN),
				new Ended(second.id(), UNIT_FORGOTTEN));
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.NONE);
	}

	@Test
	void departedUnitThatNobodyHasSeenOffIsForgotten() {
		this.a.request("reload");
		this.fleet.passSeconds(20, this.leader, this.b);
		assertThat(forget(this.a).status()).isEqualTo(Status.DONE);
		assertThat(this.subject.places("a")).containsExactly(Place.PARKED);
	}

	@Test
	void unitThatLivesOrHoldsTheTurnOrHasReturnedMeanwhileIsNotForgotten() {
		Operation operation = this.a.request("reload");
		assertThat(forget(this.a).status()).isEqualTo(Status.LIVE);
		this.leader.schedule();
		this.a.start();
		this.fleet.passSeconds(20, this.leader, this.b);
		assertThat(forget(this.a).status()).isEqualTo(Status.GRANTED);
		this.leader.schedule();
		TestUnit returned = this.fleet.restarted(this.a);
		returned.beat();
		this.fleet.passLed(20, this.leader, this.b);
		assertThat(forget(this.a).status()).isEqualTo(Status.CHANGED);
		assertThat(this.fleet.queue(this.a)).containsExactly(operation.id());
	}

	@Test
	void whatWasSetAsideAndCanBeReadNowIsQueuedAgain() {
		Operation waiting = this.a.request("rotate");
		setAside(BAD, "[" + ENTRY.formatted("first") + "," + BAD + "]", "nonsense");
		assertThat(this.fleet.databag(this.a).setAside()).containsExactly(BAD, BAD, "nonsense");
		assertThat(readmit(this.a).status()).isEqualTo(Status.UNREADABLE);
		String mended = BAD.replace("\"x\"", "\"3\"");
		this.subject.writeSetAside("a", mended, mended, "nonsense");
		AdministrationAnswer answer = readmit(this.a);
		assertThat(answer.status()).isEqualTo(Status.DONE);
		assertThat(answer.number()).isEqualTo(2);
		assertThat(types(answer.changes())).containsExactly(Type.ADMINISTERED, Type.REQUESTED, Type.REQUESTED);
		assertThat(answer.changes().get(1).detail()).isEqualTo("alice");
		UnitDatabag databag = this.fleet.databag(this.a);
		assertThat(databag.setAside()).containsExactly("nonsense");
		assertThat(databag.queue().operations()).doesNotContain(waiting).hasSize(2).allSatisfy((operation) -> {
			assertThat(operation.attempt()).isEqualTo(3);
			assertThat(operation.callbackId()).isEqualTo("reload");
		});
		assertThat(this.fleet.queue(this.a)).doesNotHaveDuplicates().first().isEqualTo("bad");
		assertThat(readmit(this.a).status()).isEqualTo(Status.UNREADABLE);
		this.leader.schedule();
		assertThat(this.a.beat().held()).satisfies((held) -> assertThat(held.operationId()).isEqualTo("bad"));
	}

	@Test
	void listThatWasSetAsideWholeIsQueuedAgainEntryByEntry() {
		setAside("[" + ENTRY.formatted("one") + "," + BAD + "," + ENTRY.formatted("two") + "!");
		this.subject.writeSetAside("a", "[" + ENTRY.formatted("one") + "," + BAD + "," + ENTRY.formatted("two") + "]");
		assertThat(readmit(this.a).number()).isEqualTo(2);
		assertThat(this.fleet.queue(this.a)).containsExactly("one", "two");
		assertThat(this.fleet.databag(this.a).setAside()).containsExactly(BAD);
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.REQUEST);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
	}

	@Test
	void whatIsQueuedAgainUnderAnIdThatStandsThereGetsOneOfItsOwn() {
		Operation waiting = this.a.request("reload");
		this.subject.writeSetAside("a", ENTRY.formatted(waiting.id()));
		AdministrationAnswer answer = readmit(this.a);
		assertThat(answer.number()).isOne();
		assertThat(this.fleet.queue(this.a)).containsExactly(waiting.id(), answer.changes().get(1).operation().id())
			.doesNotHaveDuplicates();
	}

	@Test
	void whatHasNoRoomStaysAside() {
		this.a.request(Operation.create("reload", Map.of("a", "x".repeat(200_000)), null));
		String large = ENTRY.formatted("large")
			.replace("\"kwargs\":\"{}\"", "\"kwargs\":\"{\\\"a\\\":\\\"" + "y".repeat(100_000) + "\\\"}\"");
		this.subject.writeSetAside("a", large);
		assertThat(readmit(this.a).status()).isEqualTo(Status.UNREADABLE);
		assertThat(this.fleet.databag(this.a).setAside()).containsExactly(large);
		assertThat(this.fleet.queue(this.a)).hasSize(1);
	}

	@Test
	void whatWasSetAsideIsDiscardedIfItIsWhatWasSeen() {
		setAside(BAD, "nonsense");
		long rev = this.fleet.databag(this.a).rev();
		assertThat(discard(this.a, 1)).isEqualTo(new AdministrationAnswer(Status.CHANGED, 2, List.of()));
		AdministrationAnswer answer = discard(this.a, 2);
		assertThat(answer.status()).isEqualTo(Status.DONE);
		assertThat(answer.changes()).containsExactly(new Change(Type.ADMINISTERED, "a", 0, null, "DISCARD alice"),
				new Change(Type.DROPPED, "a", 0, null, "UNREADABLE"),
				new Change(Type.DROPPED, "a", 0, null, "UNREADABLE"));
		assertThat(this.fleet.databag(this.a).setAside()).isEmpty();
		assertThat(this.fleet.databag(this.a).rev()).isGreaterThan(rev);
		assertThat(discard(this.a, 2).status()).isEqualTo(Status.EMPTY);
		assertThat(readmit(this.a).status()).isEqualTo(Status.EMPTY);
	}

	@Test
	void historyTellsWhoDidWhat() {
		cancel(this.a, this.a.request("reload"));
		assertThat(this.subject.store().history(Fleet.GROUP, null, 2)).extracting(HistoryEntry::type)
			.containsExactly(Type.DROPPED, Type.ADMINISTERED);
		assertThat(this.subject.store().history(Fleet.GROUP, null, 2).get(1)).satisfies((entry) -> {
			assertThat(entry.detail()).isEqualTo("CANCEL alice");
			assertThat(entry.callbackId()).isEqualTo("reload");
		});
	}

	@Test
	void entryThatCannotBeReadIsFoundOnTheWay() {
		Operation operation = this.a.request("reload");
		this.subject.poison("a", "[7," + operation.toJson() + "]");
		AdministrationAnswer answer = cancel(this.a, operation);
		assertThat(types(answer.changes())).containsExactly(Type.SET_ASIDE, Type.ADMINISTERED, Type.DROPPED);
		this.subject.poison("a", "[7," + operation.toJson() + "]");
		answer = take(Action.CANCEL, "a", "", "nothing", 0, 0);
		assertThat(answer.status()).isEqualTo(Status.UNKNOWN);
		assertThat(types(answer.changes())).containsExactly(Type.SET_ASIDE);
		assertThat(this.fleet.databag(this.a).setAside()).containsExactly("7", "7");
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
	}

}
