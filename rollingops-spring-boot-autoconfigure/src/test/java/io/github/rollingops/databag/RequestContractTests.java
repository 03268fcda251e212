package io.github.rollingops.databag;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.rollingops.LockIntent;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.RequestAnswer.Status;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is queued, what is refused, and what is recognised.
 */
public abstract class RequestContractTests extends DatabagStoreContract {

	private static final Operation RELOAD = Operation.create("reload", Map.of(), null);

	private TestUnit leader;

	private TestUnit a;

	private TestUnit b;

	@BeforeEach
	void join() {
		this.leader = this.fleet.joined("leader");
		this.a = this.fleet.joined("a");
		this.b = this.fleet.joined("b");
	}

	@Test
	void operationIsQueuedUnderTheIdOfTheRequestAndTheStampOfTheGroup() {
		Operation requested = Operation.create("reload", Map.of("force", true), 3);
		RequestCommand command = this.a.asking(requested);
		RequestAnswer answer = this.a.send(command);
		assertThat(answer.status()).isEqualTo(Status.ANSWERED);
		LockRequestResult result = answer.results().get(0);
		assertThat(result.status()).isEqualTo(LockRequestResult.Status.ENQUEUED);
		assertThat(result.unit()).isEqualTo("a");
		assertThat(result.reason()).isNull();
		assertThat(result.operation()).isEqualTo(requested).satisfies((accepted) -> {
			assertThat(accepted.id()).isEqualTo(command.operationId("a"));
			assertThat(accepted.requestedAt()).isBetween(this.subject.clock().instant(),
					this.subject.clock().instant().plusMillis(1));
			assertThat(accepted.maxRetry()).isEqualTo(3);
			assertThat(accepted.attempt()).isZero();
		});
		UnitDatabag databag = this.fleet.databag(this.a);
		assertThat(databag.queue().operations()).containsExactly(requested);
		assertThat(databag.intent()).isEqualTo(LockIntent.REQUEST);
		assertThat(databag.place()).isEqualTo(Place.REQUESTS);
		assertThat(answer.rev()).isEqualTo(databag.rev()).isGreaterThan(this.a.rev);
	}

	@Test
	void answerTellsWhichRevisionTheOperationFollowed() {
		RequestAnswer first = this.a.send(this.a.askingAll(RELOAD));
		assertThat(first.before()).isEqualTo(this.a.rev);
		RequestCommand command = this.a.asking(Operation.create("rotate", Map.of(), null));
		RequestAnswer second = this.a.send(command);
		assertThat(second.before()).isEqualTo(first.rev());
		assertThat(second.rev()).isGreaterThan(first.rev());
		this.b.send(this.b.asking(RELOAD, "a"));
		long rev = this.fleet.databag(this.a).rev();
		RequestAnswer repeated = this.a.send(command);
		assertThat(repeated.before()).isEqualTo(repeated.rev()).isEqualTo(rev);
		RequestAnswer duplicate = this.a.send(this.a.asking(RELOAD));
		assertThat(duplicate.before()).isEqualTo(duplicate.rev()).isEqualTo(rev);
		RequestAnswer elsewhere = this.a.send(this.a.asking(RELOAD, "b"));
		assertThat(elsewhere.before()).isEqualTo(elsewhere.rev()).isEqualTo(rev);
	}

	@Test
	void revisionOfTheSameChangeAtAnotherTimeIsAnother() {
		long first = this.a.send(this.a.asking(RELOAD)).rev();
		this.fleet.jump(Duration.ofMillis(7));
		assertThat(this.b.send(this.b.asking(RELOAD)).rev()).isNotEqualTo(first);
	}

	@Test
	void revisionOfTheSameChangeAtAnotherTimeIsAnotherThoughTheHostsClockIsBehind() {
		long ahead = this.fleet.databag(this.a).rev() + 2_500_000_000_000_000L;
		for (TestUnit unit : List.of(this.a, this.b)) {
			unit.rev = ahead;
			unit.beat();
		}
		assertThat(this.a.rev).isEqualTo(this.b.rev).isGreaterThan(ahead);
		RequestAnswer first = this.a.send(this.a.asking(RELOAD));
		assertThat(first.rev()).isGreaterThan(this.a.rev);
		this.fleet.jump(Duration.ofMillis(7));
		RequestAnswer second = this.b.send(this.b.asking(RELOAD));
		assertThat(second.rev()).isGreaterThan(this.b.rev).isNotEqualTo(first.rev());
	}

	@Test
	void stampsIncreaseThoughTheHostsClockGoesBack() {
		List<Instant> stamps = new ArrayList<>();
		for (String callback : List.of("reload", "rotate", "reload", "rotate")) {
			stamps.add(this.a.request(callback).requestedAt());
			this.fleet.jump(Duration.ofHours(-1));
		}
		assertThat(stamps).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void kwargsComeOutAsTheyWentIn() {
		Operation hostile = Operation.create("reload",
				Map.of("huge", new BigDecimal("1e400"), "empty", List.of(), "object", Map.of(), "text",
						"a/b \" \\ \u2028", "precise", new BigDecimal("1.000"), "long", Long.MAX_VALUE, "nested",
						List.of(List.of())),
				null);
		this.a.request(hostile);
		assertThat(this.fleet.databag(this.a).queue().operations()).extracting(Operation::kwargsJson)
			.containsExactly(hostile.kwargsJson());
		this.leader.schedule();
		this.a.start();
		assertThat(this.a.held().operation()).isNotNull();
		assertThat(this.a.held().operation().kwargsJson()).isEqualTo(hostile.kwargsJson());
		this.a.finish(Result.RETRY_RELEASE);
		assertThat(this.fleet.databag(this.a).queue().operations()).extracting(Operation::kwargsJson)
			.containsExactly(hostile.kwargsJson());
	}

	@Test
	void unitMayRequestOnOthers() {
		RequestAnswer answer = this.a.send(this.a.asking(RELOAD, "b", "leader"));
		assertThat(answer.results()).extracting(LockRequestResult::unit).containsExactly("b", "leader");
		assertThat(answer.results()).extracting(LockRequestResult::status)
			.containsOnly(LockRequestResult.Status.ENQUEUED);
		assertThat(this.fleet.queue(this.a)).isEmpty();
		assertThat(this.fleet.queue(this.b)).hasSize(1);
		assertThat(this.fleet.queue(this.leader)).hasSize(1);
	}

	@Test
	void allUnitsAreTheLiveOnesBusyAndDrainingIncluded() {
		this.fleet.joined("gone").leave();
		this.a.beatBusy();
		this.b.beatDraining();
		RequestAnswer answer = this.leader.send(this.leader.askingAll(RELOAD));
		assertThat(answer.results()).extracting(LockRequestResult::unit).containsExactly("a", "b", "leader");
		assertThat(answer.results()).extracting(LockRequestResult::status)
			.containsOnly(LockRequestResult.Status.ENQUEUED);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.PARKED);
		assertThat(this.fleet.place(this.b)).isEqualTo(Place.PARKED);
		assertThat(this.fleet.place(this.leader)).isEqualTo(Place.REQUESTS);
	}

	@Test
	void allUnitsAreNotThoseWhoseMembershipHasEndedUnseen() {
		this.fleet.passSeconds(15, this.leader, this.a);
		RequestAnswer answer = this.leader.send(this.leader.askingAll(RELOAD));
		assertThat(answer.results()).extracting(LockRequestResult::unit).containsExactly("a", "leader");
	}

	@Test
	void requestsOfAllUnitsAreStampedInTheOrderOfTheirNames() {
		RequestAnswer answer = this.leader.send(this.leader.askingAll(RELOAD));
		assertThat(answer.results()).extracting((result) -> result.operation().requestedAt())
			.isSorted()
			.doesNotHaveDuplicates();
		assertThat(answer.results()).extracting((result) -> result.operation().id()).doesNotHaveDuplicates();
	}

	@Test
	void unknownCallbackIsRefusedForThatUnitAlone() {
		this.b.callbackIds = List.of("rotate");
		this.b.beat();
		RequestAnswer answer = this.a.send(this.a.askingAll(RELOAD));
		assertThat(answer.results()).extracting(LockRequestResult::status)
			.containsExactly(LockRequestResult.Status.ENQUEUED, LockRequestResult.Status.REFUSED,
					LockRequestResult.Status.ENQUEUED);
		assertThat(answer.results().get(1).reason()).contains("reload");
		assertThat(answer.results().get(1).operation()).isNull();
		assertThat(this.fleet.queue(this.b)).isEmpty();
	}

	@Test
	void unitThatIsNoLiveMemberIsRefused() {
		TestUnit gone = this.fleet.joined("gone");
		gone.leave();
		RequestAnswer answer = this.a.send(this.a.asking(RELOAD, "gone", "never-seen", "b"));
		assertThat(answer.results()).extracting(LockRequestResult::status)
			.containsExactly(LockRequestResult.Status.REFUSED, LockRequestResult.Status.REFUSED,
					LockRequestResult.Status.ENQUEUED);
		assertThat(this.fleet.queue(gone)).isEmpty();
	}

	@Test
	void fullQueueIsRefusedForThatUnitAlone() {
		for (int i = 0; i < 3; i++) {
			this.b.request(Operation.create("reload", Map.of("i", i), null));
		}
		RequestCommand command = this.a.asking(RELOAD, "a", "b");
		RequestAnswer answer = this.a.send(new RequestCommand(command.caller(), command.requestId(), command.notAfter(),
				false, command.units(), RELOAD, 3));
		assertThat(answer.results()).extracting(LockRequestResult::status)
			.containsExactly(LockRequestResult.Status.ENQUEUED, LockRequestResult.Status.REFUSED);
		assertThat(answer.results().get(1).reason()).contains("3");
		assertThat(this.fleet.queue(this.b)).hasSize(3);
	}

	@Test
	void queueTakesUpAQuarterOfAMegabyteAtMost() {
		String text = "x".repeat(100_000);
		assertThat(ask(Operation.create("reload", Map.of("n", 1, "text", text), null)).status())
			.isEqualTo(LockRequestResult.Status.ENQUEUED);
		assertThat(ask(Operation.create("reload", Map.of("n", 2, "text", text), null)).status())
			.isEqualTo(LockRequestResult.Status.ENQUEUED);
		UnitDatabag before = this.fleet.databag(this.a);
		LockRequestResult refused = ask(Operation.create("reload", Map.of("n", 3, "text", text), null));
		assertThat(refused.status()).isEqualTo(LockRequestResult.Status.REFUSED);
		assertThat(refused.reason()).contains("262144");
		assertThat(this.fleet.databag(this.a)).isEqualTo(before);
	}

	private LockRequestResult ask(Operation operation) {
		return this.a.send(this.a.asking(operation)).results().get(0);
	}

	@Test
	void duplicateOfTheLastQueuedOperationIsItsTwin() {
		Operation twin = this.a.request("reload");
		LockRequestResult result = ask(RELOAD);
		assertThat(result.status()).isEqualTo(LockRequestResult.Status.DUPLICATE);
		assertThat(result.operation()).isNotNull();
		assertThat(result.operation().id()).isEqualTo(twin.id());
		assertThat(this.fleet.queue(this.a)).containsExactly(twin.id());
	}

	@Test
	void sameOperationIsNoDuplicateBehindAnotherOne() {
		this.a.request("reload");
		this.a.request("rotate");
		assertThat(ask(RELOAD).status()).isEqualTo(LockRequestResult.Status.ENQUEUED);
		assertThat(this.fleet.queue(this.a)).hasSize(3);
	}

	@Test
	void otherKwargsAreNoDuplicate() {
		this.a.request(Operation.create("reload", Map.of("force", true), null));
		assertThat(ask(Operation.create("reload", Map.of("force", false), null)).status())
			.isEqualTo(LockRequestResult.Status.ENQUEUED);
	}

	@Test
	void operationUnderAGrantIsNoDuplicate() {
		this.a.request("reload");
		this.leader.schedule();
		Operation queued = this.a.request("reload");
		LockRequestResult third = ask(RELOAD);
		assertThat(third.status()).isEqualTo(LockRequestResult.Status.DUPLICATE);
		assertThat(third.operation()).isNotNull();
		assertThat(third.operation().id()).isEqualTo(queued.id());
		assertThat(this.fleet.queue(this.a)).hasSize(2);
	}

	@Test
	void operationThatBacksOffIsADuplicate() {
		this.a.mayPass = false;
		this.a.request("reload");
		this.leader.schedule();
		this.a.start();
		this.a.finish(this.a.finishing(Result.RETRY_RELEASE, Duration.ofSeconds(5)));
		assertThat(ask(RELOAD).status()).isEqualTo(LockRequestResult.Status.DUPLICATE);
		this.fleet.passSeconds(5);
		assertThat(ask(RELOAD).status()).isEqualTo(LockRequestResult.Status.DUPLICATE);
	}

	@ParameterizedTest
	@EnumSource(value = Result.class, names = { "RETRY_RELEASE", "RETRY_HOLD" })
	void requestBehindAWaitingRetryDoesNotChangeItsState(Result result) {
		this.a.mayPass = false;
		this.a.request("reload");
		this.leader.schedule();
		this.a.start();
		this.a.finish(this.a.finishing(result, Duration.ofSeconds(5)));
		UnitDatabag before = this.fleet.databag(this.a);
		this.a.request("rotate");
		UnitDatabag after = this.fleet.databag(this.a);
		assertThat(after.intent()).isEqualTo(before.intent());
		assertThat(after.place()).isEqualTo(before.place());
		assertThat(after.dueIn()).isEqualTo(before.dueIn());
	}

	@Test
	void repeatedRequestIsAnsweredAlikeAndAppliedOnce() {
		RequestCommand command = this.a.askingAll(RELOAD);
		RequestAnswer first = this.a.send(command);
		RequestAnswer repeated = this.a.send(command);
		assertThat(repeated.status()).isEqualTo(first.status());
		assertThat(repeated.results()).isEqualTo(first.results());
		assertThat(repeated.results()).extracting((result) -> result.operation().id())
			.isEqualTo(first.results().stream().map((result) -> result.operation().id()).toList());
		assertThat(this.fleet.queue(this.a)).hasSize(1);
	}

	@Test
	void repeatAfterTheOperationEndedDoesNotRunItAgain() {
		RequestCommand command = this.a.asking(RELOAD);
		RequestAnswer first = this.a.send(command);
		this.leader.schedule();
		this.a.start();
		this.a.finish(Result.RELEASE);
		RequestAnswer repeated = this.a.send(command);
		assertThat(repeated.results()).isEqualTo(first.results());
		assertThat(this.fleet.queue(this.a)).isEmpty();
	}

	@Test
	void answerIsKeptForAMinuteBeyondTheTimeOfTheRequest() {
		RequestCommand command = this.a.asking(RELOAD);
		RequestAnswer first = this.a.send(command);
		this.leader.schedule();
		this.a.start();
		this.a.finish(Result.RELEASE);
		this.fleet.passSeconds(90, this.leader, this.a, this.b);
		assertThat(this.a.send(command).results()).isEqualTo(first.results());
		this.fleet.passSeconds(1, this.leader, this.a, this.b);
		assertThat(this.a.send(command).status()).isEqualTo(Status.TOO_LATE);
		assertThat(this.fleet.queue(this.a)).isEmpty();
	}

	@Test
	void refusalIsRememberedToo() {
		RequestCommand command = this.a.asking(RELOAD, "never-seen");
		RequestAnswer first = this.a.send(command);
		this.fleet.joined("never-seen");
		assertThat(this.a.send(command)).isEqualTo(first);
	}

	@Test
	void requestThatComesTooLateChangesNothing() {
		RequestCommand command = this.a.asking(RELOAD);
		this.fleet.passSeconds(30, this.leader, this.a, this.b);
		assertThat(this.a.send(this.a.asking(operation("rotate", null))).status()).isEqualTo(Status.ANSWERED);
		this.fleet.pass(Duration.ofNanos(1000), this.a);
		assertThat(this.a.send(command).status()).isEqualTo(Status.TOO_LATE);
		assertThat(this.fleet.queue(this.a)).hasSize(1);
	}

	@Test
	void requestInTimeIsTaken() {
		RequestCommand command = this.a.asking(RELOAD);
		this.fleet.passSeconds(30, this.leader, this.a, this.b);
		assertThat(this.a.send(command).status()).isEqualTo(Status.ANSWERED);
		assertThat(this.fleet.queue(this.a)).hasSize(1);
	}

	@Test
	void requestOfALifeThatDoesNotHaveTheNameIsRefused() {
		TestUnit twin = this.fleet.restarted(this.a);
		assertThat(twin.send(this.a.asking(RELOAD)).status()).isEqualTo(Status.ANSWERED);
		RequestAnswer answer = twin.send(twin.asking(operation("rotate", null), "a", "b"));
		assertThat(answer.status()).isEqualTo(Status.NOT_A_MEMBER);
		assertThat(answer.results()).isEmpty();
		assertThat(this.fleet.unit("never-seen").send(twin.asking(RELOAD)).status()).isEqualTo(Status.NOT_A_MEMBER);
		assertThat(this.fleet.queue(this.b)).isEmpty();
	}

	@Test
	void requestBetweenALapseAndTheRejoinIsIndexedOnTheRejoin() {
		this.fleet.passSeconds(15, this.leader);
		this.leader.schedule();
		assertThat(this.fleet.databag(this.a).live()).isFalse();
		RequestCommand command = this.a.asking(RELOAD);
		this.a.send(command);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.PARKED);
		this.a.beat();
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
	}

	@Test
	void operationIsToldOfInTheOrderOfTheQueue() {
		List<String> ids = new ArrayList<>();
		for (String callback : Arrays.asList("reload", "rotate", "flaky")) {
			ids.add(this.a.request(callback).id());
		}
		assertThat(this.fleet.queue(this.a)).isEqualTo(ids);
	}

	@Test
	void requestIsTakenWhileTheGroupHasNoLeader() {
		this.leader.leave();
		this.a.request("reload");
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
		HeartbeatAnswer answer = this.b.beat();
		assertThat(answer.leading()).isTrue();
		assertThat(answer.work()).isTrue();
		assertThat(types(this.b.schedule().changes())).containsExactly(Type.GRANTED);
	}

	@Test
	void whatAccompaniesAnOperationStaysWithItAndTheHistoryNamesWhoAsked() {
		Operation requested = RELOAD.accompanied("alice / \"ops\" ü", Map.of("traceparent", "00-1-2-01"));
		this.a.send(this.a.asking(requested, "b"));
		this.leader.schedule();
		assertThat(this.fleet.databag(this.b).queue().operations()).singleElement().satisfies((queued) -> {
			assertThat(queued.requestedBy()).isEqualTo("alice / \"ops\" ü");
			assertThat(queued.headers()).containsExactly(Map.entry("traceparent", "00-1-2-01"));
		});
		assertThat(this.b.beat().held())
			.satisfies((held) -> assertThat(held.operation().headers()).containsEntry("traceparent", "00-1-2-01"));
		assertThat(this.subject.store().history(Fleet.GROUP, null, 10))
			.filteredOn((entry) -> entry.type() == Type.REQUESTED)
			.singleElement()
			.extracting(HistoryEntry::detail)
			.isEqualTo("alice / \"ops\" ü");
	}

	@Test
	void repeatedAnswerTellsOfTheTwinAndNotOfTheRequest() {
		this.a.request(RELOAD.accompanied("alice", Map.of("trace", "1")));
		RequestCommand plain = this.a.asking(RELOAD);
		RequestCommand other = this.a.asking(RELOAD.accompanied("bob", Map.of("trace", "2")));
		for (RequestCommand command : List.of(plain, plain, other, other)) {
			assertThat(this.a.send(command).results()).singleElement().satisfies((result) -> {
				assertThat(result.status()).isEqualTo(LockRequestResult.Status.DUPLICATE);
				assertThat(result.operation().requestedBy()).isEqualTo("alice");
				assertThat(result.operation().headers()).containsExactly(Map.entry("trace", "1"));
			});
		}
	}

}
