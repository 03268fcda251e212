package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.LockRequestResult.Status;
import io.github.rollingops.OnRestart;
import io.github.rollingops.Operation;
import io.github.rollingops.RollingOpsInvalidLockRequestException;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.databag.RequestCommand;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.event.OperationRequestedEvent;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RequestTests {

	private final EngineFleet fleet = new EngineFleet();

	private final UnitProcess a = this.fleet.unit("a").start();

	private final UnitProcess b = this.fleet.unit("b").callback("only-b", (context) -> null).start();

	@Test
	void operationIsQueuedAndTold() {
		this.b.holdCallbacks();
		this.b.request("reload");
		LockRequestResult result = this.a.service().requestLock("reload", Map.of("force", true));
		assertThat(result.unit()).isEqualTo("a");
		assertThat(result.status()).isEqualTo(Status.ENQUEUED);
		assertThat(result.reason()).isNull();
		assertThat(this.fleet.databag("a").queue().peek().id()).isEqualTo(result.operation().id());
		this.fleet.settle();
		assertThat(this.a.events(OperationRequestedEvent.class))
			.containsExactly(new OperationRequestedEvent("default", "a", result.operation()));
	}

	@Test
	void duplicateOfTheLastThatWaitsReturnsTheQueuedTwin() {
		this.b.holdCallbacks();
		this.b.request("reload");
		Operation first = this.a.request("reload");
		LockRequestResult second = this.a.service().requestLock("reload");
		assertThat(second.status()).isEqualTo(Status.DUPLICATE);
		assertThat(second.operation().id()).isEqualTo(first.id());
		this.fleet.settle();
		assertThat(this.a.events(OperationRequestedEvent.class)).hasSize(1);
	}

	@Test
	void operationThatRunsIsNoTwin() {
		this.a.holdCallbacks();
		this.a.request("reload");
		assertThat(this.a.service().requestLock("reload").status()).isEqualTo(Status.ENQUEUED);
		this.a.letCallbacksReturn();
		assertThat(this.a.runs).hasSize(2);
	}

	@Test
	void lostReplyIsRepeatedAndAppliedOnce() {
		this.a.link.loseReply(Step.REQUEST);
		this.a.request("reload");
		assertThat(this.a.link.sent(RequestCommand.class)).hasSize(2)
			.extracting(RequestCommand::requestId)
			.containsOnly(this.a.link.lastSent(RequestCommand.class).requestId());
		assertThat(this.a.runs).hasSize(1);
		assertThat(this.a.events(OperationRequestedEvent.class)).hasSize(1);
	}

	@Test
	void requestWhoseFateIsUnknownCanBeSentAgainAndIsAppliedOnce() {
		for (int i = 0; i < 3; i++) {
			this.a.link.loseReply(Step.REQUEST);
		}
		RollingOpsNoRelationException unknown = catchThrowableOfType(RollingOpsNoRelationException.class,
				() -> this.a.service().requestLock("reload"));
		assertThat(unknown.getReason()).isEqualTo(Reason.STORE_UNREACHABLE);
		assertThat(unknown).hasMessageContaining("getRequest()");
		LockRequest request = unknown.getRequest();
		assertThat(request.requestId()).isNotNull();
		assertThat(request.notAfter()).isNotNull();
		this.fleet.advanceSeconds(20);
		assertThat(this.a.service().requestLock(request).status()).isEqualTo(Status.ENQUEUED);
		this.fleet.advanceSeconds(20);
		assertThat(this.a.runs).hasSize(1);
	}

	@Test
	void requestThatIsSentAgainKeepsTheTimeOfItsFirstSend() {
		for (int i = 0; i < 3; i++) {
			this.a.link.loseRequest(Step.REQUEST);
		}
		RollingOpsNoRelationException unknown = catchThrowableOfType(RollingOpsNoRelationException.class,
				() -> this.a.service().requestLock("reload"));
		this.fleet.advanceSeconds(31);
		assertThatInvalid(() -> this.a.service().requestLock(unknown.getRequest()))
			.withMessageContaining("came too late: it was good until 2026-01-01T00:00:30");
		assertThat(this.a.runs).isEmpty();
	}

	@Test
	void requestIsGoodForThirtySecondsByTheGroupsClock() {
		this.fleet.advance(Duration.ofMillis(7_300));
		this.a.request("reload");
		long notAfter = this.a.link.lastSent(RequestCommand.class).notAfter();
		long now = this.fleet.time.clock().instant().toEpochMilli() * 1000;
		assertThat(notAfter - now).isBetween(29_999_000L, 30_001_000L);
	}

	@Test
	void failureThatIsNoOutageIsThrownAsItIs() {
		this.a.link.changeAnswer(Step.REQUEST, (answer) -> {
			throw new IllegalStateException("broken");
		});
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.a.service().requestLock("reload"));
	}

	@Test
	void unitThatHasNotJoinedRefusesWithTheReason() {
		UnitProcess c = this.fleet.unit("c");
		assertThatExceptionOfType(RollingOpsNoRelationException.class)
			.isThrownBy(() -> c.service().requestLock("reload"))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.NOT_STARTED));
		c.begin();
		assertThatExceptionOfType(RollingOpsNoRelationException.class)
			.isThrownBy(() -> c.service().requestLock("reload"))
			.satisfies((ex) -> {
				assertThat(ex.getReason()).isEqualTo(Reason.NOT_JOINED);
				assertThat(ex.getRequest()).isNull();
			});
	}

	@Test
	void requestOfALifeThatAnotherHasFollowedIsRefused() {
		this.a.pause();
		this.fleet.unit("a").start();
		this.fleet.advanceSeconds(20);
		assertThatExceptionOfType(RollingOpsNoRelationException.class)
			.isThrownBy(() -> this.a.service().requestLock("reload"))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.NOT_JOINED));
	}

	@Test
	void requestBetweenALapseAndTheRejoinWaitsForTheRejoin() {
		this.a.pause();
		this.fleet.advanceSeconds(20);
		assertThat(this.fleet.databag("a").live()).isFalse();
		assertThat(this.a.service().requestLock("reload").status()).isEqualTo(Status.ENQUEUED);
		this.a.resume();
		this.fleet.beat();
		assertThat(this.a.runs).hasSize(1);
	}

	@Test
	void unknownCallbackNamesThoseThatAreKnown() {
		assertThatInvalid(() -> this.a.service().requestLock("relaod")).withMessageContaining("'relaod'")
			.withMessageContaining("[reload]");
	}

	@Test
	void unknownGroupNamesThoseThatAreKnown() {
		assertThatInvalid(() -> this.a.service().group("other")).withMessageContaining("'other'")
			.withMessageContaining("[default]");
	}

	@Test
	void fullQueueNamesItsLimit() {
		this.b.holdCallbacks();
		this.b.request("reload");
		for (int i = 0; i < 100; i++) {
			this.a.request("reload", Map.of("i", i));
		}
		assertThatInvalid(() -> this.a.service().requestLock("reload", Map.of("i", 100)))
			.withMessageContaining("holds 100 operations, the limit is 100")
			.withMessageContaining("rollingops.max-queue-length");
	}

	@Test
	void kwargsThatAreTooLargeNameTheirSizeLimitAndRemedy() {
		assertThatInvalid(() -> this.a.service().requestLock("reload", Map.of("data", "ä".repeat(8 * 1024))))
			.withMessageContaining("16395 bytes, the limit is 16384")
			.withMessageContaining("rollingops.max-kwargs-size");
		this.a.request("reload", Map.of("data", "x".repeat(16 * 1024 - 11)));
		assertThat(this.a.runs).hasSize(1);
	}

	@Test
	void kwargsThatTheCallbackDoesNotTakeAreRefused() {
		UnitProcess c = this.fleet.unit("c");
		new Publishing(c, new ArrayList<>(), OnRestart.ROLL_BACK).refusal = new RollingOpsInvalidLockRequestException(
				"'text' is missing");
		c.start();
		assertThatInvalid(() -> c.service().requestLock("publish")).withMessage("'text' is missing");
		assertThat(c.link.sent(RequestCommand.class)).isEmpty();
	}

	@Test
	void kwargsThatAreNoJsonAreRefused() {
		assertThatInvalid(() -> this.a.service().requestLock("reload", Map.of("value", new Object())));
		assertThat(this.a.link.sent(RequestCommand.class)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "ä", "a:b" })
	void nameOutsideTheRuleIsRefusedWithTheRule(String name) {
		assertThatInvalid(() -> this.a.service().requestLockOn(List.of(name), LockRequest.of("reload")))
			.withMessageContaining("'" + name + "'")
			.withMessageContaining("A-Z a-z 0-9 . _ / -");
		assertThatInvalid(() -> this.a.service().requestLock(LockRequest.of("reload").withRequestId(name)));
		assertThatInvalid(() -> this.a.service().requestLockOnAllUnits(LockRequest.of(name)));
		assertThat(this.a.link.sent(RequestCommand.class)).isEmpty();
	}

	@Test
	void nameMayHave128Characters() {
		assertThat(this.a.service().requestLockOn(List.of("u".repeat(128)), LockRequest.of("reload"))).singleElement()
			.extracting(LockRequestResult::status)
			.isEqualTo(Status.REFUSED);
		assertThatInvalid(() -> this.a.service().requestLockOn(List.of("u".repeat(129)), LockRequest.of("reload")));
	}

	@Test
	void severalUnitsAnswerEachForItself() {
		List<LockRequestResult> results = this.a.service()
			.requestLockOn(List.of("b", "nobody", "a", "b"), LockRequest.of("only-b"));
		assertThat(results).extracting(LockRequestResult::unit).containsExactly("b", "nobody", "a");
		assertThat(results).extracting(LockRequestResult::status)
			.containsExactly(Status.ENQUEUED, Status.REFUSED, Status.REFUSED);
		assertThat(results.get(1).reason()).contains("no live member");
		assertThat(results.get(2).reason()).contains("no callback 'only-b'");
	}

	@Test
	void allUnitsAreEveryLiveOneByName() {
		this.fleet.unit("dead").start().stop();
		UnitProcess draining = this.fleet.unit("c").start();
		draining.engine().drain();
		this.fleet.settle();
		List<LockRequestResult> results = this.b.service().requestLockOnAllUnits(LockRequest.of("reload"));
		assertThat(results).extracting(LockRequestResult::unit).containsExactly("a", "b", "c");
		assertThat(results).extracting(LockRequestResult::status).containsOnly(Status.ENQUEUED);
		assertThat(this.b.link.sent(RequestCommand.class)).hasSize(1);
		this.fleet.settle();
		assertThat(this.b.events(OperationRequestedEvent.class)).extracting(OperationRequestedEvent::unit)
			.containsExactly("a", "b", "c");
		assertThat(this.fleet.turns).containsExactly("a", "b");
	}

	private static ThrowableAssertAlternative<RollingOpsInvalidLockRequestException> assertThatInvalid(
			ThrowingCallable request) {
		return assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class).isThrownBy(request);
	}

}
