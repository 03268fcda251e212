package io.github.rollingops.databag;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishAnswer.Status;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.UnitDatabag.Ended;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of an operation that has run.
 */
public abstract class FinishContractTests extends DatabagStoreContract {

	private TestUnit leader;

	private TestUnit a;

	@BeforeEach
	void join() {
		this.leader = this.fleet.joined("leader");
		this.a = this.fleet.joined("a");
		this.a.mayPass = false;
	}

	private Operation run(String callbackId) {
		Operation operation = this.a.request(callbackId);
		this.leader.schedule();
		this.a.start();
		return operation;
	}

	@Test
	void releaseRemovesTheOperation() {
		Operation operation = run("reload");
		FinishAnswer answer = this.a.finish(Result.RELEASE);
		assertThat(answer.status()).isEqualTo(Status.APPLIED);
		assertThat(answer.held()).isNull();
		Change completed = change(answer.changes(), Type.COMPLETED);
		assertThat(completed.operation()).isEqualTo(operation);
		assertThat(completed.token()).isEqualTo(this.a.startedToken);
		UnitDatabag databag = this.fleet.databag(this.a);
		assertThat(databag.queue().isEmpty()).isTrue();
		assertThat(databag.intent()).isEqualTo(LockIntent.IDLE);
		assertThat(databag.ended()).containsExactly(new Ended(operation.id(), null));
		assertThat(databag.executedAt()).isNotNull().isAfter(operation.requestedAt());
		assertThat(databag.place()).isEqualTo(Place.NONE);
		assertThat(databag.rev()).isEqualTo(answer.rev());
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void nextOperationWaitsAsARequestAfterwards() {
		run("reload");
		String next = this.a.request("rotate").id();
		long before = this.fleet.databag(this.a).rev();
		FinishAnswer answer = this.a.finish(Result.RELEASE);
		assertThat(answer.before()).isEqualTo(before);
		assertThat(answer.rev()).isGreaterThan(before);
		assertThat(this.fleet.queue(this.a)).containsExactly(next);
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.REQUEST);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
	}

	@Test
	void retryReleaseCountsAnAttemptAndGivesTheLockAway() {
		Operation operation = run("flaky");
		FinishAnswer answer = this.a.finish(this.a.finishing(Result.RETRY_RELEASE, Duration.ofSeconds(3)));
		assertThat(answer.held()).isNull();
		assertThat(types(answer.changes())).containsExactly(Type.RETRY);
		UnitDatabag databag = this.fleet.databag(this.a);
		assertThat(databag.queue().operations()).singleElement().satisfies((queued) -> {
			assertThat(queued.id()).isEqualTo(operation.id());
			assertThat(queued.attempt()).isEqualTo(1);
			assertThat(queued.requestedAt()).isEqualTo(operation.requestedAt());
		});
		assertThat(databag.intent()).isEqualTo(LockIntent.RETRY_RELEASE);
		assertThat(databag.executedAt()).isNotNull();
		assertThat(databag.place()).isEqualTo(Place.DELAYED);
		assertThat(databag.dueIn()).isEqualTo(Duration.ofSeconds(3));
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void retryHoldReplacesTheTokenInTheSameStep() {
		Operation operation = run("flaky");
		long first = this.a.startedToken;
		FinishAnswer answer = this.a.finish(this.a.finishing(Result.RETRY_HOLD, Duration.ofSeconds(2)));
		assertThat(answer.status()).isEqualTo(Status.APPLIED);
		assertThat(answer.held()).isNotNull().satisfies((held) -> {
			assertThat(held.token()).isGreaterThan(first);
			assertThat(held.operationId()).isEqualTo(operation.id());
			assertThat(held.operation()).isNotNull();
			assertThat(held.operation().attempt()).isEqualTo(1);
			assertThat(held.dueIn()).isEqualTo(Duration.ofSeconds(2));
		});
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.RETRY_HOLD);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.GRANTED);
		assertThat(this.fleet.snapshot().grant()).isNotNull()
			.satisfies((grant) -> assertThat(grant.fencingToken()).isEqualTo(answer.held().token()));
		this.fleet.passSeconds(1);
		HeartbeatAnswer beat = this.a.beat();
		assertThat(beat.held()).isNotNull();
		assertThat(beat.held().dueIn()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void retryHoldKeepsTheTimeOfTheGrant() {
		run("flaky");
		GroupDatabag before = this.fleet.snapshot();
		this.fleet.passSeconds(3);
		this.a.finish(Result.RETRY_HOLD);
		assertThat(this.fleet.snapshot().grant()).isNotNull()
			.satisfies((grant) -> assertThat(grant.since()).isEqualTo(before.grant().since()));
	}

	@Test
	void delaysAreCutToTheLimitOfThePolicy() {
		run("flaky");
		FinishAnswer hold = this.a.finish(this.a.finishing(Result.RETRY_HOLD, Duration.ofDays(1)));
		assertThat(hold.held()).isNotNull();
		assertThat(hold.held().dueIn()).isEqualTo(Policy.DEFAULT.maxHoldDelay());
		this.a.finish(this.a.finishing(Result.RETRY_RELEASE, Duration.ofDays(1)));
		assertThat(this.fleet.databag(this.a).dueIn()).isEqualTo(Policy.DEFAULT.maxReleaseDelay());
	}

	@ParameterizedTest
	@CsvSource({ "RETRY_RELEASE, 0, 1", "RETRY_RELEASE, 3, 4", "RETRY_HOLD, 0, 1", "RETRY_HOLD, 3, 4" })
	void dropsOperationWhenMaxRetryIsExceeded(Result result, int maxRetry, int runs) {
		Operation operation = this.a.request(operation("flaky", maxRetry));
		String next = this.a.request("reload").id();
		for (int i = 1; i < runs; i++) {
			this.leader.schedule();
			this.a.start();
			assertThat(types(this.a.finish(result).changes())).startsWith(Type.RETRY);
		}
		this.leader.schedule();
		this.a.start();
		assertThat(this.a.held().operationId()).isEqualTo(operation.id());
		FinishAnswer answer = this.a.finish(result);
		Change dropped = change(answer.changes(), Type.DROPPED);
		assertThat(dropped.detail()).isEqualTo("MAX_RETRY_EXCEEDED");
		assertThat(dropped.operation()).isNotNull();
		assertThat(dropped.operation().attempt()).isEqualTo(runs);
		assertThat(answer.held()).isNull();
		assertThat(this.fleet.holder()).isEmpty();
		assertThat(this.fleet.queue(this.a)).containsExactly(next);
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.REQUEST);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
		assertThat(this.fleet.databag(this.a).ended())
			.containsExactly(new Ended(operation.id(), DropReason.MAX_RETRY_EXCEEDED));
	}

	@ParameterizedTest
	@EnumSource(value = Result.class, names = { "RETRY_RELEASE", "RETRY_HOLD" })
	void retriesWithoutLimitWhereThereIsNone(Result result) {
		Operation operation = run("flaky");
		for (int i = 0; i < 20; i++) {
			this.a.finish(result);
			this.leader.schedule();
			this.a.start();
		}
		assertThat(this.a.held().operationId()).isEqualTo(operation.id());
		assertThat(this.fleet.databag(this.a).queue().operations().get(0).attempt()).isEqualTo(20);
	}

	@Test
	void dropEndsTheOperationWithItsReason() {
		Operation operation = run("reload");
		FinishAnswer answer = this.a.finish(Result.DROP);
		assertThat(change(answer.changes(), Type.DROPPED).detail()).isEqualTo("ABORTED");
		assertThat(this.fleet.queue(this.a)).isEmpty();
		assertThat(this.fleet.databag(this.a).ended()).containsExactly(new Ended(operation.id(), DropReason.ABORTED));
	}

	@Test
	void handBackCountsNoAttemptAndKeepsThePlace() {
		Operation operation = run("reload");
		FinishAnswer answer = this.a.finish(Result.UNRUN);
		assertThat(answer.status()).isEqualTo(Status.APPLIED);
		assertThat(types(answer.changes())).containsExactly(Type.HANDED_BACK);
		UnitDatabag databag = this.fleet.databag(this.a);
		assertThat(databag.queue().operations()).singleElement()
			.satisfies((queued) -> assertThat(queued.attempt()).isZero());
		assertThat(databag.queue().operations().get(0).requestedAt()).isEqualTo(operation.requestedAt());
		assertThat(databag.intent()).isEqualTo(LockIntent.REQUEST);
		assertThat(databag.executedAt()).isNull();
		assertThat(databag.place()).isEqualTo(Place.REQUESTS);
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void handBackOfABusyUnitParksIt() {
		run("reload");
		this.a.busy = true;
		this.a.finish(Result.UNRUN);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.PARKED);
		assertThat(this.fleet.databag(this.a).busy()).isTrue();
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void handBackOfADrainingUnitPassesTheTurnOn() {
		run("reload");
		this.leader.request("reload");
		this.a.draining = true;
		this.a.mayPass = true;
		this.a.finish(Result.UNRUN);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.PARKED);
		assertThat(this.fleet.holder()).isEqualTo("leader");
	}

	@ParameterizedTest
	@EnumSource(Result.class)
	void repeatedFinishIsAppliedOnce(Result result) {
		run("flaky");
		FinishCommand finish = this.a.finishing(result);
		FinishAnswer first = this.a.finish(finish);
		UnitDatabag after = this.fleet.databag(this.a);
		FinishAnswer repeated = this.subject.store().finish(finish);
		assertThat(repeated.status()).isEqualTo(Status.REPEATED);
		assertThat(repeated.changes()).isEmpty();
		assertThat(repeated.held()).isEqualTo(first.held());
		assertThat(repeated.before()).isEqualTo(repeated.rev()).isEqualTo(after.rev());
		assertThat(this.fleet.databag(this.a)).isEqualTo(after);
	}

	@Test
	void finishAfterAStaleReleaseChangesNothingAndSaysSo() {
		run("reload");
		this.fleet.passSeconds(15, this.leader);
		this.leader.schedule();
		UnitDatabag before = this.fleet.databag(this.a);
		FinishAnswer late = this.a.finish(Result.RELEASE);
		assertThat(late.status()).isEqualTo(Status.STALE);
		assertThat(late.changes()).isEmpty();
		assertThat(this.fleet.databag(this.a)).isEqualTo(before);
	}

	@Test
	void lateFinishDoesNotTouchTheGrantOfTheNextHolder() {
		run("reload");
		TestUnit b = this.fleet.joined("b");
		b.request("reload");
		this.fleet.passSeconds(15, this.leader, b);
		this.leader.schedule();
		assertThat(this.fleet.holder()).isEqualTo("b");
		assertThat(this.a.finish(Result.RELEASE).status()).isEqualTo(Status.STALE);
		assertThat(this.fleet.holder()).isEqualTo("b");
		assertThat(this.fleet.queue(this.a)).hasSize(1);
	}

	@Test
	void lateFinishAfterTheRunWasCountedAsCutShortDoesNotCount() {
		run("reload");
		this.fleet.passSeconds(15, this.leader);
		this.leader.schedule();
		FinishCommand late = this.a.finishing(Result.RELEASE);
		this.a.beat();
		assertThat(this.a.finish(late).status()).isEqualTo(Status.STALE);
		assertThat(this.fleet.queue(this.a)).hasSize(1);
	}

	@Test
	void finishOfALapsedMemberCountsWhileItsTokenStands() {
		run("reload");
		this.fleet.passSeconds(15, this.leader);
		assertThat(this.a.finish(Result.RELEASE).status()).isEqualTo(Status.APPLIED);
		assertThat(this.fleet.queue(this.a)).isEmpty();
	}

	@Test
	void finishOfAnotherUnitUnderTheSameTokenIsRefused() {
		run("reload");
		FinishCommand finish = this.a.finishing(Result.RELEASE);
		FinishCommand stolen = new FinishCommand(this.leader.caller(), finish.token(), Result.RELEASE, null,
				Duration.ZERO, false, false, true, "");
		assertThat(this.leader.finish(stolen).status()).isEqualTo(Status.STALE);
		assertThat(this.fleet.holder()).isEqualTo("a");
	}

	@Test
	void finishActsOnTheOperationOfTheGrantAndNotOnTheHead() {
		Operation operation = run("reload");
		String other = operation.toJson().replace(operation.id(), "inserted").replace("reload", "rotate");
		this.subject.poison("a", "[" + other + "," + operation.toJson() + "]");
		assertThat(change(this.a.finish(Result.RELEASE).changes(), Type.COMPLETED).operation()).isEqualTo(operation);
		assertThat(this.fleet.queue(this.a)).containsExactly("inserted");
	}

	@ParameterizedTest
	@EnumSource(Result.class)
	void finishReleasesThoughTheQueueCannotBeRead(Result result) {
		run("reload");
		this.subject.poison("a", "{ this is no list");
		FinishAnswer answer = this.a.finish(result);
		assertThat(answer.status()).isEqualTo(Status.APPLIED);
		assertThat(types(answer.changes())).containsExactly(Type.SET_ASIDE);
		assertThat(this.fleet.holder()).isEmpty();
		assertThat(this.fleet.databag(this.a).setAside()).containsExactly("{ this is no list");
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.IDLE);
	}

	@ParameterizedTest
	@EnumSource(Result.class)
	void finishOfAnOperationThatIsGoneStillReleases(Result result) {
		run("reload");
		this.subject.poison("a", "[]");
		assertThat(this.a.finish(result).status()).isEqualTo(Status.APPLIED);
		assertThat(this.fleet.holder()).isEmpty();
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.NONE);
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.IDLE);
	}

	@ParameterizedTest
	@EnumSource(Result.class)
	void finishThatWasCutInHalfIsCompletedByItsRepeat(Result result) {
		run("flaky");
		TestUnit b = this.fleet.joined("b");
		b.request("reload");
		FinishCommand finish = this.a.finishing(result);
		this.subject.cutFinishInHalf(finish);
		assertThat(this.fleet.holder()).isEqualTo("a");
		List<Operation> queue = this.fleet.databag(this.a).queue().operations();
		FinishAnswer repeated = this.a.finish(finish);
		assertThat(repeated.status()).isEqualTo(Status.APPLIED);
		assertThat(this.fleet.databag(this.a).queue().operations()).isEqualTo(queue)
			.allSatisfy((queued) -> assertThat(queued.attempt()).isLessThanOrEqualTo(1));
		if (result == Result.RETRY_HOLD) {
			assertThat(this.fleet.holder()).isEqualTo("a");
			assertThat(repeated.held()).isNotNull();
			assertThat(repeated.held().token()).isGreaterThan(finish.token());
		}
		else {
			assertThat(this.fleet.holder()).isEmpty();
			this.leader.schedule();
			assertThat(this.fleet.holder()).isNotEmpty();
		}
	}

	@Test
	void executedAtAdvancesWithEachRun() {
		run("flaky");
		this.a.finish(Result.RETRY_RELEASE);
		UnitDatabag first = this.fleet.databag(this.a);
		this.leader.schedule();
		this.a.start();
		this.a.finish(Result.RETRY_RELEASE);
		assertThat(this.fleet.databag(this.a).executedAt()).isAfter(first.executedAt());
	}

	@Test
	void lastThirtyTwoOperationsThatEndedAreRemembered() {
		String first = run("reload").id();
		this.a.finish(Result.RELEASE);
		for (int i = 0; i < 31; i++) {
			run("reload");
			this.a.finish(Result.RELEASE);
		}
		assertThat(this.fleet.databag(this.a).ended()).hasSize(32).contains(new Ended(first, null));
		String last = run("reload").id();
		this.a.finish(Result.RELEASE);
		assertThat(this.fleet.databag(this.a).ended()).hasSize(32)
			.doesNotContain(new Ended(first, null))
			.endsWith(new Ended(last, null));
	}

}
