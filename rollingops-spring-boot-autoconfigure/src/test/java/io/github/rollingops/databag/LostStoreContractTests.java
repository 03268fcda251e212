package io.github.rollingops.databag;

import java.time.Duration;
import java.util.Map;

import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.HeartbeatCommand.Running;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store that has lost what it had acknowledged.
 */
public abstract class LostStoreContractTests extends DatabagStoreContract {

	private TestUnit leader;

	private TestUnit a;

	private TestUnit b;

	@BeforeEach
	void join() {
		this.leader = this.fleet.joined("leader");
		this.a = this.fleet.joined("a");
		this.b = this.fleet.joined("b");
	}

	private long run(TestUnit unit) {
		unit.request("reload");
		this.leader.schedule();
		return unit.start();
	}

	@Test
	void changedStoreIdIsNotedAndBeginsOneLeaseWithoutGrants() {
		this.subject.forgetEverything();
		HeartbeatAnswer answer = this.leader.beat();
		assertThat(answer.status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		assertThat(answer.lost()).isTrue();
		assertThat(change(answer.changes(), Type.STORE_LOST).detail()).isEqualTo("store-id");
		assertThat(this.fleet.snapshot().quiet()).isEqualTo(LEASE);
		this.leader.request("reload");
		assertThat(this.leader.schedule().nextDue()).isEqualTo(LEASE);
		assertThat(this.fleet.holder()).isEmpty();
		this.fleet.passLed(15, this.leader);
		assertThat(this.fleet.holder()).isEqualTo("leader");
	}

	@Test
	void lossIsNotedOnce() {
		this.subject.forgetEverything();
		this.a.beat();
		HeartbeatAnswer second = this.a.beat();
		assertThat(second.lost()).isFalse();
		assertThat(types(second.changes())).doesNotContain(Type.STORE_LOST);
	}

	@Test
	void newLifeHasLostNothing() {
		this.subject.forgetEverything();
		HeartbeatAnswer answer = this.fleet.unit("new").beat();
		assertThat(answer.lost()).isFalse();
		assertThat(this.fleet.snapshot().quiet()).isZero();
	}

	@Test
	void revisionAboveTheStoredOneShowsALoss() {
		this.a.request("reload");
		this.a.beat();
		this.a.rev += 5;
		HeartbeatAnswer answer = this.a.beat();
		assertThat(answer.lost()).isTrue();
		assertThat(change(answer.changes(), Type.STORE_LOST).detail()).isEqualTo("rev");
		assertThat(answer.rev()).isGreaterThanOrEqualTo(6);
		assertThat(this.fleet.snapshot().quiet()).isEqualTo(LEASE);
		assertThat(this.a.beat().lost()).isFalse();
	}

	@Test
	void lossIsToldAgainUntilTheUnitKnowsOfIt() {
		this.a.request("reload");
		this.a.beat();
		this.a.rev += 5;
		this.subject.store().heartbeat(this.a.heartbeat());
		assertThat(this.a.beat().lost()).isTrue();
		assertThat(this.a.beat().lost()).isFalse();
	}

	@Test
	void membershipsThatWereEvictedGiveTheLockOfALiveUnitToNobody() {
		run(this.b);
		this.a.request("reload");
		this.subject.forgetMembers();
		HeartbeatAnswer answer = this.a.beat();
		assertThat(change(answer.changes(), Type.STORE_LOST).detail()).isEqualTo("units");
		this.leader.beat();
		this.leader.schedule();
		assertThat(this.fleet.holder()).isNotEqualTo("a");
		assertThat(this.fleet.snapshot().quiet()).isEqualTo(LEASE);
		assertThat(this.a.beat().lost()).isFalse();
		assertThat(this.b.beat().held()).isNull();
	}

	@Test
	void headsThatWereEvictedComeBackWithTheHeartbeats() {
		run(this.b);
		Operation operation = this.a.request("reload");
		this.subject.forgetHeads();
		this.a.beat();
		assertThat(this.b.beat().held().operation()).isNotNull();
		this.b.finish(Result.RELEASE);
		assertThat(this.fleet.holder()).isEqualTo("a");
		assertThat(this.a.beat().held().operation()).isEqualTo(operation);
	}

	@Test
	void tokenAboveTheLastOneShowsALossAndIsAdopted() {
		long token = this.fleet.snapshot().issued() + 10_000_000_000L;
		this.a.running = new Running(token, "operation-1");
		this.a.startedToken = token;
		HeartbeatAnswer answer = this.a.beat();
		assertThat(answer.lost()).isTrue();
		assertThat(change(answer.changes(), Type.STORE_LOST).detail()).isEqualTo("token");
		assertThat(answer.issued()).isEqualTo(token);
		assertThat(answer.held()).isEqualTo(new Held(token, "operation-1", null, Duration.ZERO));
		assertThat(this.a.beat().lost()).isFalse();
	}

	@Test
	void runningTokenThatIsKnownShowsNoLoss() {
		run(this.a);
		assertThat(this.a.beat().lost()).isFalse();
	}

	@Test
	void tokensThatFollowAreAboveEveryTokenPresented() {
		this.a.running = new Running(Long.MAX_VALUE / 4096, "operation-1");
		this.a.beat();
		this.a.finish(this.a.finishing(Result.RELEASE));
		this.b.request("reload");
		this.fleet.passLed(15, this.leader, this.a, this.b);
		assertThat(this.fleet.snapshot().issued()).isGreaterThan(Long.MAX_VALUE / 4096);
		assertThat(this.fleet.holder()).isEqualTo("b");
	}

	@Test
	void tokensAfterALossAreAboveThoseThatWereStartedThoughTheClockWentBack() {
		long token = run(this.a);
		this.a.finish(Result.RELEASE);
		this.subject.forgetEverything();
		this.fleet.jump(Duration.ofHours(-1));
		this.a.beat();
		this.a.request("reload");
		this.fleet.passLed(15, this.a);
		assertThat(this.fleet.holder()).isEqualTo("a");
		assertThat(this.fleet.snapshot().issued()).isGreaterThan(token);
	}

	@Test
	void runGoesOnAfterTheLossAndItsFinishReleases() {
		long token = run(this.a);
		this.subject.forgetEverything();
		HeartbeatAnswer answer = this.a.beat();
		assertThat(answer.held()).isNotNull();
		assertThat(answer.held().token()).isEqualTo(token);
		assertThat(this.fleet.holder()).isEqualTo("a");
		FinishAnswer finished = this.a.finish(Result.RELEASE);
		assertThat(finished.status()).isEqualTo(FinishAnswer.Status.APPLIED);
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void batonIsNotPassedOnInTheLeaseAfterALoss() {
		run(this.a);
		this.subject.forgetEverything();
		this.a.beat();
		this.b.beat();
		this.b.request("reload");
		assertThat(this.a.finish(Result.RELEASE).changes()).isEmpty();
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void tokenIsNotAdoptedWhereAGrantStands() {
		run(this.a);
		long token = this.fleet.snapshot().issued();
		this.b.running = new Running(token + 10_000_000_000L, "operation-1");
		HeartbeatAnswer answer = this.b.beat();
		assertThat(answer.lost()).isTrue();
		assertThat(answer.held()).isNull();
		assertThat(this.fleet.holder()).isEqualTo("a");
		assertThat(this.fleet.snapshot().issued()).isEqualTo(token + 10_000_000_000L);
	}

	@Test
	void adoptedGrantOfAUnitThatGoesIsReleased() {
		run(this.a);
		this.subject.forgetEverything();
		this.a.beat();
		this.leader.beat();
		this.fleet.passSeconds(15, this.leader);
		this.fleet.snapshot();
		TestUnit next = this.fleet.joined("next");
		this.fleet.passSeconds(15, next);
		next.schedule();
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void missingDatabagIsNoLossToAUnitWithoutWork() {
		this.a.rev = 3;
		this.subject.forget("a");
		HeartbeatAnswer answer = this.a.beat();
		assertThat(answer.status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		assertThat(answer.lost()).isFalse();
	}

	@Test
	void missingDatabagIsALossToAUnitThatKnowsOfUnfinishedRequests() {
		this.a.request("reload");
		this.a.beat();
		this.a.unfinishedRequests = true;
		this.subject.forget("a");
		HeartbeatAnswer answer = this.a.beat();
		assertThat(answer.lost()).isTrue();
		assertThat(this.a.beat().lost()).isFalse();
	}

	@Test
	void missingDatabagIsALossToAUnitThatRuns() {
		run(this.a);
		this.a.beat();
		this.subject.forget("a");
		HeartbeatAnswer answer = this.a.beat();
		assertThat(answer.lost()).isTrue();
		assertThat(answer.held()).isNotNull();
		assertThat(this.a.finish(Result.RELEASE).status()).isEqualTo(FinishAnswer.Status.APPLIED);
	}

	@Test
	void unfinishedRequestIsTakenAgainUnderItsOldIdPastItsTime() {
		RequestCommand command = this.a.asking(operation("reload", 3));
		this.a.send(command);
		this.fleet.passSeconds(40, this.leader, this.a, this.b);
		this.subject.forgetEverything();
		this.a.beat();
		this.fleet.passSeconds(300, this.a);
		LockRequestResult result = this.a.send(again(command)).results().get(0);
		assertThat(result.status()).isEqualTo(LockRequestResult.Status.ENQUEUED);
		assertThat(this.fleet.queue(this.a)).containsExactly(command.operationId("a"));
	}

	private static RequestCommand again(RequestCommand command) {
		return new RequestCommand(command.caller(), command.requestId(), command.notAfter(), true, command.units(),
				command.operation(), command.maxQueueLength());
	}

	@Test
	void requestThatIsStillQueuedIsNotTakenAgain() {
		RequestCommand command = this.a.asking(operation("reload", null));
		this.a.send(command);
		this.a.request("rotate");
		LockRequestResult result = this.a.send(again(command)).results().get(0);
		assertThat(result.status()).isEqualTo(LockRequestResult.Status.DUPLICATE);
		assertThat(result.operation()).isNotNull();
		assertThat(result.operation().id()).isEqualTo(command.operationId("a"));
		assertThat(this.fleet.queue(this.a)).hasSize(2);
	}

	@Test
	void requestIsTakenAgainThoughItsTwinHasComeSince() {
		RequestCommand command = this.a.asking(operation("reload", null));
		this.a.send(command);
		this.subject.forgetEverything();
		this.a.beat();
		Operation twin = this.a.request("reload");
		LockRequestResult result = this.a.send(again(command)).results().get(0);
		assertThat(result.status()).isEqualTo(LockRequestResult.Status.ENQUEUED);
		assertThat(this.fleet.queue(this.a)).containsExactly(twin.id(), command.operationId("a"));
	}

	@Test
	void requestThatRunsUnderAnAdoptedGrantIsNotTakenAgain() {
		RequestCommand command = this.a.asking(operation("reload", null));
		this.a.send(command);
		this.leader.schedule();
		this.a.start();
		this.subject.forgetEverything();
		assertThat(this.a.beat().held()).isNotNull();
		LockRequestResult result = this.a.send(again(command)).results().get(0);
		assertThat(result.status()).isEqualTo(LockRequestResult.Status.DUPLICATE);
		assertThat(result.operation()).isNotNull();
		assertThat(result.operation().id()).isEqualTo(command.operationId("a"));
		assertThat(this.fleet.queue(this.a)).isEmpty();
	}

	@Test
	void requestThatHasEndedIsNotTakenAgain() {
		RequestCommand command = this.a.asking(operation("reload", null));
		this.a.send(command);
		this.leader.schedule();
		this.a.start();
		this.a.finish(Result.RELEASE);
		LockRequestResult result = this.a.send(again(command)).results().get(0);
		assertThat(result.status()).isEqualTo(LockRequestResult.Status.REFUSED);
		assertThat(this.fleet.queue(this.a)).isEmpty();
	}

	@Test
	void groupGoesOnAfterTheLoss() {
		run(this.a);
		this.subject.forgetEverything();
		for (TestUnit unit : new TestUnit[] { this.b, this.leader, this.a }) {
			assertThat(unit.beat().status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		}
		assertThat(this.fleet.snapshot().leader()).isEqualTo("b");
		this.leader.request(Operation.create("reload", Map.of(), null));
		this.a.finish(Result.RELEASE);
		this.fleet.passLed(18, this.b, this.a, this.leader);
		assertThat(this.fleet.holder()).isEqualTo("leader");
	}

}
