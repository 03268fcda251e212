package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequest;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.OperationResult;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.LeaveCommand;
import io.github.rollingops.databag.RequestCommand;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.engine.GroupSettings.Limits;
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
	void runThatGoesOnAfterItLostItsGrantIsNotPresented() throws Exception {
		BlockingCallback stubborn = BlockingCallback.stubborn();
		UnitProcess other = this.fleet.unit("other").callback("stubborn", stubborn).callbackExecutor(stubborn).start();
		other.request("stubborn");
		stubborn.awaitCall();
		other.link.cut();
		this.fleet.advance(EngineFleet.RENEW_DEADLINE);
		stubborn.awaitInterrupt();
		this.fleet.loseStore();
		other.link.mend();
		this.fleet.advanceSeconds(1);
		assertThat(other.link.lastSent(HeartbeatCommand.class).busy()).isTrue();
		assertThat(other.link.lastSent(HeartbeatCommand.class).known().running()).isNull();
		assertThat(this.fleet.holder()).isNull();
		stubborn.answer(OperationResult.RELEASE);
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
	void requestThatAFailoverLostIsSentAgainThoughAnotherUnitsRequestCameBetween() throws Exception {
		Operation lost = requestThatAFailoverLoses();
		this.leader.service().requestLockOn(List.of("unit"), LockRequest.of("reload"));
		this.fleet.beat();
		assertThat(queue()).hasSize(3).contains(lost.id());
		assertThat(this.unit.events(StoreLostEvent.class)).extracting(StoreLostEvent::evidence)
			.containsExactly("queue");
		completes(lost);
	}

	@Test
	void requestThatAFailoverLostIsSentAgainThoughItsTwinCameBetween() throws Exception {
		Operation lost = requestThatAFailoverLoses();
		this.leader.service().requestLockOn(List.of("unit"), LockRequest.of("other"));
		this.fleet.beat();
		assertThat(queue()).hasSize(3).contains(lost.id());
		completes(lost);
	}

	@Test
	void requestThatAFailoverLostIsSentAgainThoughTheUnitsOwnNextOneCameBetween() throws Exception {
		Operation lost = requestThatAFailoverLoses();
		this.unit.request("reload");
		assertThat(queue()).hasSize(3).contains(lost.id());
		completes(lost);
	}

	@Test
	void requestThatAFailoverLostIsSentAgainThoughTheRunBeforeItEndedBetween() throws Exception {
		Operation lost = requestThatAFailoverLoses();
		this.callback.answer(OperationResult.RETRY_RELEASE);
		this.fleet.settle();
		assertThat(queue()).hasSize(2).contains(lost.id());
		completes(lost);
	}

	@Test
	void requestThatCouldNotBeSentAgainAtOnceIsSentAtTheNextHeartbeat() throws Exception {
		Operation lost = requestThatAFailoverLoses();
		this.leader.service().requestLockOn(List.of("unit"), LockRequest.of("reload"));
		this.unit.link.loseRequest(Step.REQUEST);
		this.fleet.beat();
		this.fleet.beat();
		assertThat(queue()).hasSize(3).contains(lost.id());
		assertThat(this.unit.events(StoreLostEvent.class)).hasSize(1);
		completes(lost);
	}

	@Test
	void unitThatStopsSendsAgainWhatWasLostBeforeItLeaves() throws Exception {
		Operation lost = requestThatAFailoverLoses();
		this.unit.link.loseRequest(Step.FINISH);
		List<List<RequestCommand>> sentBefore = new ArrayList<>();
		this.unit.link.onSend(LeaveCommand.class,
				(command) -> sentBefore.add(this.unit.link.sent(RequestCommand.class)));
		this.unit.engine().leave();
		this.callback.answer(OperationResult.RELEASE);
		this.callback.awaitReturn();
		this.fleet.settle();
		assertThat(sentBefore).hasSize(1);
		assertThat(sentBefore.get(0)).filteredOn(RequestCommand::again).hasSize(1);
		assertThat(queue()).containsExactly(lost.id());
	}

	@Test
	void requestThatIsNotTakenAgainEndsAsLost() throws Exception {
		restart(this.unit, new Limits(2, 1024, Duration.ofHours(1), 0));
		Operation lost = requestThatAFailoverLoses();
		CompletableFuture<OperationOutcome> completion = this.unit.service().completion(lost.id());
		this.leader.service().requestLockOn(List.of("unit"), LockRequest.of("reload"));
		this.fleet.beat();
		assertThat(completion).succeedsWithin(ofSeconds(5))
			.extracting(OperationOutcome::dropped)
			.isEqualTo(DropReason.STORE_LOST);
		this.fleet.advanceSeconds(30);
		assertThat(this.unit.link.sent(RequestCommand.class)).filteredOn(RequestCommand::again).hasSize(2);
	}

	@Test
	void requestThatMayHaveEndedIsNotSentAgain() throws Exception {
		restart(this.leader, new Limits(100, 1024, Duration.ofMinutes(1), 0));
		this.unit.request("long");
		this.callback.awaitCall();
		for (int i = 0; i < UnitDatabag.MAX_ENDED + 1; i++) {
			this.unit.request("other", Map.of("i", i));
		}
		CompletableFuture<OperationOutcome> completion = this.unit.service().completion(queue().get(1));
		this.unit.link.cut();
		this.fleet.advance(EngineFleet.RENEW_DEADLINE);
		this.callback.awaitReturn();
		this.fleet.advanceSeconds(360);
		assertThat(this.leader.events(OperationDroppedEvent.class)).hasSize(UnitDatabag.MAX_ENDED + 2)
			.allMatch((event) -> event.reason() == DropReason.UNIT_FORGOTTEN);
		this.unit.link.mend();
		this.fleet.advanceSeconds(30);
		assertThat(completion).succeedsWithin(ofSeconds(5))
			.extracting(OperationOutcome::dropped)
			.isEqualTo(DropReason.STORE_LOST);
		assertThat(this.unit.events(OperationDroppedEvent.class)).hasSize(UnitDatabag.MAX_ENDED + 2);
		assertThat(this.unit.link.sent(RequestCommand.class)).noneMatch(RequestCommand::again);
	}

	private void restart(UnitProcess process, Limits limits) {
		GroupSettings settings = UnitProcess.withoutJitter(GroupSettings.DEFAULT);
		process.stop();
		process
			.settings(new GroupSettings(settings.leaseDuration(), settings.renewDeadline(),
					settings.heartbeatInterval(), settings.commandTimeout(), settings.retries(), limits))
			.start();
	}

	private Operation requestThatAFailoverLoses() throws InterruptedException {
		this.unit.request("long");
		this.callback.awaitCall();
		Operation lost = this.unit.request("other");
		this.fleet.beat();
		this.fleet.damage().forgetLastRequest("unit");
		this.fleet.advance(Duration.ofMillis(1));
		assertThat(queue()).hasSize(1);
		return lost;
	}

	private List<String> queue() {
		return this.fleet.databag("unit").queue().operations().stream().map(Operation::id).toList();
	}

	private void completes(Operation operation) throws InterruptedException {
		CompletableFuture<OperationOutcome> completion = this.unit.service().completion(operation.id());
		assertThat(completion).isNotDone();
		this.callback.answer(OperationResult.RELEASE);
		for (int turn = 0; turn < 4; turn++) {
			this.fleet.advanceSeconds(10);
			this.callback.awaitReturn();
			this.fleet.settle();
		}
		assertThat(completion).succeedsWithin(ofSeconds(5)).matches(OperationOutcome::isCompleted);
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
	void failedRunWhoseWordIsLostAfterALossIsNotTakenForLost() throws Exception {
		Operation running = this.unit.request("long");
		this.callback.awaitCall();
		CompletableFuture<OperationOutcome> completion = this.unit.service().completion(running.id());
		this.fleet.loseStore();
		this.unit.link.changeAnswer(Step.HEARTBEAT, (HeartbeatAnswer answer) -> {
			try {
				this.callback.answer(OperationResult.RETRY_RELEASE);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return answer;
		});
		this.unit.link.loseRequest(Step.FINISH);
		this.fleet.beat();
		assertThat(completion).isNotDone();
		this.fleet.advanceSeconds(30);
		assertThat(this.callback.awaitCall().operation().id()).isEqualTo(running.id());
		assertThat(this.unit.events(OperationDroppedEvent.class)).isEmpty();
	}

	@Test
	void failedRunWhoseWordGoesUnansweredIsNotTakenForLostWhenTheQueueIsRead() throws Exception {
		Operation running = this.unit.request("long");
		this.callback.awaitCall();
		this.fleet.loseStore();
		this.fleet.beat();
		this.leader.service().requestLockOn(List.of("unit"), LockRequest.of("other"));
		this.unit.link.loseRequest(Step.FINISH);
		this.unit.link.loseRequest(Step.FINISH);
		this.callback.answer(OperationResult.RETRY_RELEASE);
		this.fleet.beat();
		completes(running);
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
