package io.github.rollingops.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequest;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.OperationResult;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.RequestCommand;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.event.GrantLostEvent;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationDroppedEvent;
import io.github.rollingops.event.StoreLostEvent;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The store forgets what it has acknowledged.
 */
class StoreLossTests {

	private final EngineFleet fleet = new EngineFleet();

	private final UnitProcess leader = this.fleet.unit("leader").start();

	private final BlockingCallback callback = BlockingCallback.obedient();

	private final UnitProcess unit = this.fleet.unit("unit")
		.callback("long", this.callback)
		.callback("other", (context) -> OperationResult.RELEASE)
		.callbackExecutor(this.callback)
		.start();

	@Test
	void emptyStoreIsNoticedOnceByEachUnit() {
		this.fleet.advanceSeconds(10);
		this.fleet.loseStore();
		this.fleet.advanceSeconds(30);
		assertThat(this.unit.events(StoreLostEvent.class))
			.containsExactly(new StoreLostEvent("default", "unit", "store-id"));
		assertThat(this.leader.events(StoreLostEvent.class)).hasSize(1);
		assertThat(this.fleet.databag().units()).hasSize(2).allMatch((databag) -> databag.live());
	}

	@Test
	void nothingIsGrantedForOneLeaseAfterALoss() {
		this.fleet.loseStore();
		this.fleet.beat();
		this.leader.request("reload");
		this.fleet.advanceSeconds(11);
		assertThat(this.leader.runs).isEmpty();
		this.fleet.advanceSeconds(8);
		assertThat(this.leader.runs).hasSize(1);
	}

	@Test
	void unfinishedRequestsAreSentAgainUnderTheirOldIds() throws Exception {
		this.unit.request("long");
		this.callback.awaitCall();
		Operation waiting = this.unit.request("other");
		CompletableFuture<OperationOutcome> completion = this.unit.service().completion(waiting.id());
		this.fleet.loseStore();
		this.fleet.beat();
		assertThat(this.fleet.databag("unit").queue().operations()).extracting(Operation::id).contains(waiting.id());
		this.callback.answer(OperationResult.RELEASE);
		this.fleet.advanceSeconds(20);
		this.callback.awaitReturn();
		this.fleet.settle();
		assertThat(completion).succeedsWithin(ofSeconds(5)).matches(OperationOutcome::isCompleted);
	}

	@Test
	void unfinishedRequestIsSentAgainLongAfterItsTime() throws Exception {
		this.unit.request("long");
		this.callback.awaitCall();
		Operation waiting = this.unit.request("other");
		this.fleet.advanceSeconds(600);
		this.fleet.loseStore();
		this.fleet.beat();
		assertThat(this.fleet.databag("unit").queue().operations()).extracting(Operation::id).contains(waiting.id());
	}

	@Test
	void requestThatCouldNotBeSentAgainIsSentAtTheNextHeartbeat() throws Exception {
		this.unit.request("long");
		this.callback.awaitCall();
		Operation waiting = this.unit.request("other");
		this.fleet.loseStore();
		this.unit.link.loseRequest(Step.REQUEST);
		this.fleet.beat();
		this.fleet.beat();
		assertThat(this.fleet.databag("unit").queue().operations()).extracting(Operation::id).contains(waiting.id());
		assertThat(this.unit.events(OperationDroppedEvent.class)).isEmpty();
	}

	@Test
	void whatOthersHadRequestedEndsAsLost() throws Exception {
		this.unit.request("long");
		this.callback.awaitCall();
		Operation others = this.leader.service()
			.requestLockOn(List.of("unit"), LockRequest.of("other"))
			.get(0)
			.operation();
		this.fleet.beat();
		CompletableFuture<OperationOutcome> completion = this.unit.service().completion(others.id());
		this.fleet.loseStore();
		this.fleet.advanceSeconds(6);
		assertThat(completion).succeedsWithin(ofSeconds(5))
			.extracting(OperationOutcome::dropped)
			.isEqualTo(DropReason.STORE_LOST);
		assertThat(this.unit.events(OperationDroppedEvent.class)).extracting(OperationDroppedEvent::reason)
			.containsExactly(DropReason.STORE_LOST);
		assertThat(this.leader.link.sent(RequestCommand.class)).hasSize(1);
	}

	@Test
	void runGoesOnUnderItsTokenWhichIsAdoptedAgain() throws Exception {
		this.unit.request("long");
		OperationContext context = this.callback.awaitCall();
		this.fleet.loseStore();
		this.fleet.beat();
		assertThat(this.fleet.holder()).isEqualTo("unit");
		assertThat(this.fleet.token()).isEqualTo(context.fencingToken());
		this.fleet.advanceSeconds(30);
		assertThat(context.isGranted()).isTrue();
		this.callback.answer(OperationResult.RELEASE);
		this.fleet.settle();
		assertThat(this.fleet.holder()).isNull();
		assertThat(this.unit.events(OperationCompletedEvent.class)).hasSize(1);
		this.fleet.advanceSeconds(30);
		assertThat(this.callback.isCalled()).isFalse();
		assertThat(this.fleet.databag("unit").queue().isEmpty()).isTrue();
	}

	@Test
	void runThatHasLostItsGrantIsNotPresented() throws Exception {
		this.unit.request("long");
		this.callback.awaitCall();
		this.unit.link.cut();
		this.fleet.advance(EngineFleet.RENEW_DEADLINE);
		this.callback.awaitInterrupt();
		this.callback.awaitReturn();
		this.fleet.loseStore();
		this.unit.link.mend();
		this.fleet.advanceSeconds(1);
		assertThat(this.unit.link.lastSent(HeartbeatCommand.class).known().running()).isNull();
		assertThat(this.fleet.holder()).isNull();
	}

	@Test
	void runIsInterruptedWhereAnotherGrantStands() throws Exception {
		this.unit.request("long");
		OperationContext context = this.callback.awaitCall();
		long token = context.fencingToken();
		this.leader.holdCallbacks();
		this.leader.request("reload");
		// A failover that has lost the grant, and a leader that has given another since.
		this.unit.pause();
		this.fleet.damage().grantInstead("leader");
		this.unit.resumeLater();
		this.fleet.beat();
		this.callback.awaitInterrupt();
		assertThat(this.unit.events(GrantLostEvent.class)).singleElement()
			.satisfies((event) -> assertThat(event.fencingToken()).isEqualTo(token));
		assertThat(this.fleet.holder()).isEqualTo("leader");
	}

	@Test
	void requestThatAFailoverLostIsSentAgain() throws Exception {
		this.unit.request("long");
		this.callback.awaitCall();
		Operation waiting = this.unit.request("other");
		this.fleet.beat();
		this.fleet.damage().forgetLastRequest("unit");
		assertThat(this.fleet.databag("unit").queue().size()).isEqualTo(1);
		this.fleet.beat();
		assertThat(this.unit.events(StoreLostEvent.class)).extracting(StoreLostEvent::evidence).containsExactly("rev");
		assertThat(this.fleet.databag("unit").queue().operations()).extracting(Operation::id).contains(waiting.id());
	}

	@Test
	void requestThatAFailoverLostIsSentAgainThoughTheFirstWordOfTheLossWasLost() throws Exception {
		this.unit.request("long");
		this.callback.awaitCall();
		Operation waiting = this.unit.request("other");
		this.fleet.beat();
		this.fleet.damage().forgetLastRequest("unit");
		this.unit.link.loseReply(Step.HEARTBEAT);
		this.fleet.advanceSeconds(6);
		assertThat(this.unit.events(StoreLostEvent.class)).extracting(StoreLostEvent::evidence).containsExactly("rev");
		assertThat(this.fleet.databag("unit").queue().operations()).extracting(Operation::id).contains(waiting.id());
	}

	@Test
	void grantThatAFailoverLostIsAdoptedAgain() throws Exception {
		this.unit.request("long");
		OperationContext context = this.callback.awaitCall();
		this.leader.pause();
		this.fleet.damage().forgetGrant();
		assertThat(this.fleet.holder()).isNull();
		this.fleet.beat();
		assertThat(this.unit.events(StoreLostEvent.class)).extracting(StoreLostEvent::evidence)
			.containsExactly("token");
		assertThat(this.fleet.token()).isEqualTo(context.fencingToken());
		assertThat(context.isGranted()).isTrue();
	}

	@Test
	void missingDatabagIsNoLossToAUnitThatExpectsNothing() throws Exception {
		this.unit.request("other");
		this.callback.awaitReturn();
		this.fleet.beat();
		this.fleet.damage().forgetUnit("unit");
		this.fleet.beat();
		assertThat(this.unit.events(StoreLostEvent.class)).isEmpty();
		assertThat(this.fleet.databag("unit").live()).isTrue();
	}

	@Test
	void outcomeThatIsKeptCountsAlthoughTheStoreHasLostTheOperation() throws Exception {
		Operation running = this.unit.request("long");
		this.callback.awaitCall();
		CompletableFuture<OperationOutcome> completion = this.unit.service().completion(running.id());
		this.fleet.loseStore();
		this.callback.answer(OperationResult.RELEASE);
		this.fleet.advanceSeconds(40);
		assertThat(completion).succeedsWithin(ofSeconds(5)).matches(OperationOutcome::isCompleted);
		assertThat(this.callback.isCalled()).isFalse();
		assertThat(this.unit.link.sent(RequestCommand.class)).noneMatch(RequestCommand::again);
	}

	@Test
	void runThatFailedIsRequestedAgainAfterALoss() throws Exception {
		Operation running = this.unit.request("long");
		this.callback.awaitCall();
		this.fleet.loseStore();
		this.fleet.beat();
		assertThat(this.fleet.holder()).isEqualTo("unit");
		this.callback.answer(OperationResult.RETRY_RELEASE);
		this.fleet.advanceSeconds(30);
		assertThat(this.callback.awaitCall().operation().id()).isEqualTo(running.id());
		assertThat(this.unit.events(OperationDroppedEvent.class)).isEmpty();
	}

	@Test
	void failedRunOfWhatOthersHadRequestedEndsAsLost() throws Exception {
		Operation others = this.leader.service()
			.requestLockOn(List.of("unit"), LockRequest.of("long"))
			.get(0)
			.operation();
		this.fleet.settle();
		this.callback.awaitCall();
		this.fleet.beat();
		CompletableFuture<OperationOutcome> completion = this.unit.service().completion(others.id());
		this.fleet.loseStore();
		this.fleet.advanceSeconds(10);
		assertThat(completion).isNotDone();
		this.callback.answer(OperationResult.RETRY_RELEASE);
		this.fleet.settle();
		assertThat(completion).succeedsWithin(ofSeconds(5))
			.extracting(OperationOutcome::dropped)
			.isEqualTo(DropReason.STORE_LOST);
		assertThat(this.fleet.holder()).isNull();
	}

}
