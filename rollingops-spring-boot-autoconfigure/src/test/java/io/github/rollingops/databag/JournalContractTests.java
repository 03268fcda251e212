package io.github.rollingops.databag;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.DropReason;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.JournalAnswer.Status;
import io.github.rollingops.databag.JournalCommand.Mode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a unit writes down of the steps of its operation, and what becomes of it.
 */
public abstract class JournalContractTests extends DatabagStoreContract {

	private static final String STEPS = "[{\"name\":\"build / \u00e9\",\"status\":\"started\",\"values\":\"{}\"}]";

	private TestUnit leader;

	private TestUnit a;

	@BeforeEach
	void join() {
		this.leader = this.fleet.joined("leader");
		this.a = this.fleet.joined("a");
		this.a.mayPass = false;
	}

	private Operation start(@Nullable Integer maxRetry) {
		Operation operation = this.a.request(operation("reload", maxRetry));
		grantAgain();
		return operation;
	}

	private void grantAgain() {
		this.fleet.passLed(4, this.leader, this.a);
		this.a.start();
	}

	private JournalAnswer note(long version, String left) {
		return this.a.note(this.a.noting(Mode.EXECUTING, version, left, STEPS));
	}

	private void lapse() {
		this.fleet.passSeconds(15, this.leader);
		assertThat(types(this.leader.schedule().changes())).contains(Type.STALE_RELEASED);
	}

	private @Nullable Journal journal() {
		return this.fleet.databag(this.a).journal();
	}

	private Operation head() {
		return this.fleet.databag(this.a).queue().operations().get(0);
	}

	@Test
	void thereIsNoneUntilSomethingIsWrittenDown() {
		start(null);
		JournalAnswer answer = this.a.claim();
		assertThat(answer.status()).isEqualTo(Status.WRITTEN);
		assertThat(answer.journal()).isNull();
		assertThat(journal()).isNull();
	}

	@Test
	void holderWritesItsStepsDown() {
		Operation operation = start(null);
		JournalAnswer answer = note(1, "build / \u00e9");
		assertThat(answer.status()).isEqualTo(Status.WRITTEN);
		assertThat(journal()).isEqualTo(new Journal(operation.id(), this.a.held().token(), 1, "build / \u00e9", STEPS))
			.isEqualTo(answer.journal());
		assertThat(this.fleet.snapshot().units()).filteredOn("unit", "a")
			.extracting("journal")
			.containsExactly(journal());
	}

	@Test
	void laterWordTakesThePlaceOfAnEarlierOne() {
		start(null);
		note(1, "build");
		this.a.note(this.a.noting(Mode.EXECUTING, 2, "build, switch", "[]"));
		assertThat(journal()).returns(2L, Journal::version).returns("[]", Journal::steps);
	}

	@Test
	void repeatedWordIsWrittenOnce() {
		start(null);
		assertThat(note(1, "build")).isEqualTo(note(1, "build"));
	}

	@Test
	void wordThatComesLateChangesNothing() {
		start(null);
		JournalCommand late = this.a.noting(Mode.EXECUTING, 1, "", "[]");
		note(2, "build");
		assertThat(this.a.note(late).status()).isEqualTo(Status.SUPERSEDED);
		assertThat(journal()).returns(2L, Journal::version);
	}

	@Test
	void wordOfAnEarlierGrantChangesNothing() {
		start(null);
		JournalCommand late = this.a.noting(Mode.UNDOING, 9, "", "[]");
		note(1, "build");
		lapse();
		this.a.beat();
		grantAgain();
		this.a.claim();
		assertThat(this.a.note(late).status()).isEqualTo(Status.SUPERSEDED);
		assertThat(journal()).returns("build", Journal::left);
	}

	@Test
	void wordOfAnEarlierLifeChangesNothing() {
		start(null);
		note(1, "build");
		lapse();
		this.fleet.restarted(this.a).beat();
		assertThat(this.a.note(this.a.noting(Mode.UNDOING, 2, "", "[]")).status()).isEqualTo(Status.SUPERSEDED);
		assertThat(journal()).returns("build", Journal::left);
	}

	@Test
	void nobodyWithoutTheGrantExecutes() {
		start(null);
		note(1, "build");
		lapse();
		assertThat(note(2, "build, switch").status()).isEqualTo(Status.NOT_GRANTED);
		assertThat(journal()).returns(1L, Journal::version);
	}

	@Test
	void nobodyWithoutTheGrantTakesOver() {
		start(null);
		lapse();
		assertThat(this.a.claim().status()).isEqualTo(Status.NOT_GRANTED);
	}

	@Test
	void claimThatComesLateChangesNothing() {
		start(null);
		note(1, "build");
		assertThat(this.a.claim().status()).isEqualTo(Status.SUPERSEDED);
		assertThat(journal()).returns(1L, Journal::version);
	}

	@Test
	void whoHasLostTheGrantMayStillUndo() {
		start(null);
		note(1, "build");
		lapse();
		assertThat(this.a.note(this.a.noting(Mode.UNDOING, 2, "", "[]")).status()).isEqualTo(Status.WRITTEN);
		assertThat(journal()).returns("", Journal::left);
	}

	@Test
	void whoHasLostTheGrantMayUndoThoughNothingIsKnownOfItsTakingOver() {
		start(null);
		note(1, "build");
		lapse();
		this.a.beat();
		grantAgain();
		lapse();
		assertThat(this.a.note(this.a.noting(Mode.UNDOING, 1, "", "[]")).status()).isEqualTo(Status.WRITTEN);
		assertThat(journal()).returns("", Journal::left).returns(this.a.held().token(), Journal::token);
	}

	@Test
	void whoHasNeitherGrantNorJournalWritesNothing() {
		start(null);
		lapse();
		assertThat(this.a.note(this.a.noting(Mode.UNDOING, 1, "", "[]")).status()).isEqualTo(Status.NOT_GRANTED);
		assertThat(journal()).isNull();
	}

	@Test
	void nobodyWritesInTheNameOfAnotherOperation() {
		start(null);
		JournalCommand own = this.a.noting(Mode.EXECUTING, 1, "build", STEPS);
		assertThat(this.a
			.note(new JournalCommand(own.caller(), own.token(), "another", own.mode(), own.version(), "x", "[]"))
			.status()).isEqualTo(Status.NOT_GRANTED);
	}

	@Test
	void unitThatTheStoreDoesNotKnowWritesNothing() {
		start(null);
		this.subject.forgetEverything();
		assertThat(note(1, "build").status()).isEqualTo(Status.NOT_GRANTED);
		assertThat(this.fleet.snapshot().units()).isEmpty();
	}

	@Test
	void holderWhoseJournalTheStoreLostWritesItAllAgain() {
		start(null);
		note(1, "build");
		this.subject.forgetEverything();
		this.a.beat();
		assertThat(this.a.note(this.a.noting(Mode.UNDOING, 2, "build", STEPS)).status()).isEqualTo(Status.WRITTEN);
		assertThat(journal()).returns(2L, Journal::version);
	}

	@Test
	void nextRunTakesOverWhatAnEarlierLifeHasLeft() {
		Operation operation = start(null);
		note(3, "build");
		lapse();
		this.a = this.fleet.restarted(this.a);
		this.a.beat();
		grantAgain();
		JournalAnswer answer = this.a.claim();
		assertThat(answer.journal()).isEqualTo(new Journal(operation.id(), this.a.held().token(), 0, "build", STEPS));
		assertThat(this.a.claim()).isEqualTo(answer);
	}

	@Test
	void isGoneWhenTheOperationIsDone() {
		start(null);
		note(1, "build");
		assertThat(types(this.a.finish(Result.RELEASE).changes())).contains(Type.COMPLETED)
			.doesNotContain(Type.STEPS_LEFT);
		assertThat(journal()).isNull();
	}

	@Test
	void isGoneWhenARunHasUndoneItsSteps() {
		start(null);
		note(1, "build");
		this.a.finish(Result.RETRY_RELEASE);
		assertThat(journal()).isNull();
		assertThat(head().attempt()).isEqualTo(1);
	}

	@Test
	void outlastsARunThatLeftSteps() {
		start(null);
		note(1, "build, switch");
		this.a.stepsLeft = "build";
		this.a.finish(Result.RETRY_RELEASE);
		assertThat(journal()).returns("build", Journal::left);
	}

	@Test
	void outlastsAHandBack() {
		start(null);
		note(1, "build");
		this.a.finish(Result.UNRUN);
		assertThat(journal()).returns("build", Journal::left);
	}

	@Test
	void dropNamesTheStepsThatAreLeft() {
		Operation operation = start(null);
		note(1, "build, switch");
		this.a.stepsLeft = "build";
		FinishAnswer answer = this.a.finish(Result.DROP);
		assertThat(types(answer.changes())).containsSubsequence(Type.DROPPED, Type.STEPS_LEFT);
		assertThat(change(answer.changes(), Type.STEPS_LEFT)).returns(operation.id() + " build", Change::detail)
			.returns("a", Change::unit)
			.returns(this.a.held().token(), Change::token);
		assertThat(journal()).isNull();
		assertThat(this.subject.store().history(Fleet.GROUP, null, 5)).extracting(HistoryEntry::type)
			.contains(Type.STEPS_LEFT);
	}

	@Test
	void endByARunThatDidNotTakeItOverNamesTheStepsThatAreLeft() {
		start(null);
		note(1, "build");
		lapse();
		this.a.beat();
		grantAgain();
		assertThat(change(this.a.finish(Result.RELEASE).changes(), Type.STEPS_LEFT).detail()).endsWith(" build");
		assertThat(journal()).isNull();
	}

	@Test
	void retryByARunThatDidNotTakeItOverKeepsIt() {
		start(null);
		note(1, "build");
		lapse();
		this.a.beat();
		grantAgain();
		this.a.finish(Result.RETRY_RELEASE);
		assertThat(journal()).returns("build", Journal::left);
	}

	private void loseFirst(Operation second) {
		this.subject.poison("a", "[" + this.subject.operations("a")
			.substring(this.subject.operations("a").indexOf("{\"id\":\"" + second.id())));
	}

	@Test
	void takingOverNamesWhatAnotherOperationHasLeft() {
		Operation first = leaveTheJournalOfAnother();
		JournalAnswer answer = this.a.claim();
		assertThat(answer.journal()).isNull();
		assertThat(change(answer.changes(), Type.STEPS_LEFT).detail()).isEqualTo(first.id() + " build");
	}

	@Test
	void wordNamesWhatAnotherOperationHasLeft() {
		Operation first = leaveTheJournalOfAnother();
		JournalAnswer answer = note(1, "switch");
		assertThat(journal()).returns(this.a.held().operationId(), Journal::operationId);
		assertThat(change(answer.changes(), Type.STEPS_LEFT).detail()).isEqualTo(first.id() + " build");
	}

	/**
	 * The unit is granted an operation while the journal is that of one which is gone.
	 */
	private Operation leaveTheJournalOfAnother() {
		Operation first = start(null);
		note(1, "build");
		Operation second = this.a.request("rotate");
		lapse();
		this.a = this.fleet.restarted(this.a);
		this.a.beat();
		loseFirst(second);
		this.a.leave();
		this.a = this.fleet.restarted(this.a);
		this.a.beat();
		grantAgain();
		assertThat(this.a.held().operationId()).isEqualTo(second.id());
		return first;
	}

	@Test
	void runCutShortNamesWhatAnOperationHasLeftThatCannotBeRead() {
		Operation operation = start(null);
		note(1, "build");
		this.subject.poison("a", "[{\"id\":1}]");
		lapse();
		this.a = this.fleet.restarted(this.a);
		assertThat(change(this.a.beat().changes(), Type.STEPS_LEFT).detail()).isEqualTo(operation.id() + " build");
		assertThat(journal()).isNull();
	}

	@Test
	void endNamesWhatAnOperationHasLeftThatCannotBeRead() {
		Operation operation = start(null);
		note(1, "build");
		this.subject.poison("a", "[{\"id\":1}]");
		this.a.stepsLeft = "build";
		assertThat(change(this.a.finish(Result.RETRY_RELEASE).changes(), Type.STEPS_LEFT).detail())
			.isEqualTo(operation.id() + " build");
		assertThat(journal()).isNull();
	}

	@Test
	void largestLimitOfRunsCutShortIsALimit() {
		start(null);
		note(1, "build");
		lapse();
		this.a = this.fleet.restarted(this.a);
		Policy policy = Policy.DEFAULT;
		this.a.policy = new Policy(true, policy.leaseDuration(), policy.renewDeadline(), policy.maxHoldDelay(),
				policy.maxReleaseDelay(), Integer.MAX_VALUE, policy.departedRetention(), policy.historySize());
		assertThat(types(this.a.beat().changes())).doesNotContain(Type.DROPPED);
		assertThat(head().cutShortRuns()).isEqualTo(1);
	}

	@Test
	void attemptOfARunCutShortIsCountedByTheRunThatUndoesIt() {
		start(1);
		note(1, "build");
		lapse();
		this.a = this.fleet.restarted(this.a);
		this.a.beat();
		assertThat(head()).returns(0, Operation::attempt).returns(1, Operation::cutShortRuns);
		grantAgain();
		this.a.claim();
		this.a.finish(Result.RETRY_RELEASE);
		assertThat(head()).returns(1, Operation::attempt).returns(1, Operation::cutShortRuns);
		assertThat(journal()).isNull();
	}

	@Test
	void runCutShortThatMayNotBeRetriedIsUndoneBeforeItsOperationIsDropped() {
		start(0);
		note(1, "build");
		lapse();
		this.a = this.fleet.restarted(this.a);
		assertThat(types(this.a.beat().changes())).doesNotContain(Type.DROPPED);
		grantAgain();
		this.a.claim();
		assertThat(change(this.a.finish(Result.RETRY_RELEASE).changes(), Type.DROPPED).detail())
			.isEqualTo(DropReason.MAX_RETRY_EXCEEDED.name());
	}

	private void cutShort(int times) {
		for (int i = 0; i < times; i++) {
			grantAgain();
			this.a.claim();
			note(1, "build");
			lapse();
			this.a = this.fleet.restarted(this.a);
			this.a.beat();
		}
	}

	@Test
	void runCutShortTooOftenIsUndoneBeforeItsOperationIsDropped() {
		this.a.request("reload");
		cutShort(3);
		assertThat(head().cutShortRuns()).isEqualTo(3);
		grantAgain();
		this.a.claim();
		FinishAnswer answer = this.a.finish(Result.RETRY_RELEASE);
		assertThat(change(answer.changes(), Type.DROPPED).detail()).isEqualTo(DropReason.PROCESS_DIED.name());
		assertThat(types(answer.changes())).doesNotContain(Type.STEPS_LEFT);
	}

	@Test
	void operationWhoseUndoingIsCutShortAsOftenIsDroppedAndNamesTheStepsThatAreLeft() {
		Operation operation = this.a.request("reload");
		cutShort(6);
		assertThat(this.fleet.queue(this.a)).isEmpty();
		assertThat(this.fleet.databag(this.a).ended())
			.containsExactly(new UnitDatabag.Ended(operation.id(), DropReason.PROCESS_DIED));
		assertThat(this.subject.store().history(Fleet.GROUP, null, 5)).extracting(HistoryEntry::type)
			.contains(Type.STEPS_LEFT);
		assertThat(journal()).isNull();
	}

	@Test
	void runCutShortTooOftenWithNothingToUndoIsDroppedAtOnce() {
		this.a.request("reload");
		cutShort(2);
		grantAgain();
		this.a.claim();
		note(1, "");
		lapse();
		this.a = this.fleet.restarted(this.a);
		assertThat(change(this.a.beat().changes(), Type.DROPPED).detail()).isEqualTo(DropReason.PROCESS_DIED.name());
	}

	@Test
	void isGoneWithAForgottenUnitWithoutAQueueAndNamesTheStepsThatAreLeft() {
		Operation operation = start(null);
		note(1, "build");
		lapse();
		this.subject.poison("a", "[]");
		this.subject.forgetHeads();
		this.fleet.pass(Duration.ofHours(1), this.leader);
		List<Change> changes = this.leader.schedule().changes();
		assertThat(types(changes)).containsExactly(Type.STEPS_LEFT, Type.FORGOTTEN);
		assertThat(change(changes, Type.STEPS_LEFT).detail()).isEqualTo(operation.id() + " build");
	}

	@Test
	void isGoneWithAForgottenUnitAndNamesTheStepsThatAreLeft() {
		start(null);
		note(1, "build");
		this.a.leave();
		this.fleet.tick(Duration.ofSeconds(4));
		this.fleet.passSeconds(20, this.leader);
		this.leader.policy = new Policy(true, LEASE, RENEW_DEADLINE, Policy.DEFAULT.maxHoldDelay(),
				Policy.DEFAULT.maxReleaseDelay(), Policy.DEFAULT.maxCutShortRuns(), Duration.ofSeconds(10),
				Policy.DEFAULT.historySize());
		assertThat(types(this.leader.schedule().changes())).contains(Type.DROPPED, Type.STEPS_LEFT);
		assertThat(journal()).isNull();
	}

}
