package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequest;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationAbortedException;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOpsInvalidLockRequestException;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.engine.FaultyStore.Read;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.event.OperationCompletedEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CompletionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final EngineFleet fleet = new EngineFleet();

	private final UnitProcess a = this.fleet.unit("a").start();

	private final UnitProcess b = this.fleet.unit("b").callback("aborting", (context) -> {
		throw new OperationAbortedException("of no use");
	}).start();

	@Test
	void completesWhenTheOperationIsReleased() {
		this.b.holdCallbacks();
		Operation operation = this.b.request("reload");
		CompletableFuture<OperationOutcome> completion = this.b.service().completion(operation.id());
		assertThat(completion).isNotDone();
		this.b.letCallbacksReturn();
		assertThat(completion).succeedsWithin(PATIENCE).satisfies((outcome) -> {
			assertThat(outcome.isCompleted()).isTrue();
			assertThat(outcome.operation().id()).isEqualTo(operation.id());
		});
	}

	@Test
	void completesWithTheReasonWhenTheOperationIsDropped() {
		Operation operation = this.b.request("aborting");
		assertThat(this.b.service().completion(operation.id())).succeedsWithin(PATIENCE)
			.extracting(OperationOutcome::dropped)
			.isEqualTo(DropReason.ABORTED);
	}

	@Test
	void waitsThroughRetries() {
		this.b.answer(OperationResult.RETRY_HOLD, OperationResult.RETRY_RELEASE);
		Operation operation = this.b.request("reload");
		CompletableFuture<OperationOutcome> completion = this.b.service().completion(operation.id());
		assertThat(completion).isNotDone();
		this.fleet.advanceSeconds(3);
		assertThat(completion).succeedsWithin(PATIENCE)
			.satisfies((outcome) -> assertThat(outcome.operation().attempt()).isEqualTo(2));
	}

	@Test
	void knowsWhatOthersHaveRequestedHere() {
		this.b.holdCallbacks();
		Operation operation = requestedByA();
		CompletableFuture<OperationOutcome> completion = this.b.service().completion(operation.id());
		this.b.letCallbacksReturn();
		assertThat(completion).succeedsWithin(PATIENCE).matches(OperationOutcome::isCompleted);
	}

	@Test
	void completesThoughTheOperationEndsUnheardWhileItIsBeingLearntOf() {
		this.a.holdCallbacks();
		this.a.request("reload");
		Operation operation = requestedByA();
		this.b.link.changeAnswer(FaultyStore.Step.READ, (UnitDatabag databag) -> {
			this.b.link.loseReply(FaultyStore.Step.FINISH);
			this.a.letCallbacksReturn();
			this.fleet.advanceSeconds(5);
			return databag;
		});
		CompletableFuture<OperationOutcome> completion = this.b.service().completion(operation.id());
		this.fleet.settle();
		assertThat(completion).succeedsWithin(PATIENCE).matches(OperationOutcome::isCompleted);
	}

	@Test
	void tellsOfOperationsThatHaveEnded() {
		Operation operation = this.b.request("reload");
		this.fleet.advanceSeconds(60);
		assertThat(this.b.service().completion(operation.id())).succeedsWithin(PATIENCE)
			.matches(OperationOutcome::isCompleted);
	}

	@Test
	void refusesOperationsThatNobodyKnows() {
		assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
			.isThrownBy(() -> this.b.service().completion("unheard-of"))
			.withMessageContaining("'unheard-of'");
	}

	@Test
	void cancellingItCancelsNothing() {
		this.b.holdCallbacks();
		Operation operation = this.b.request("reload");
		CompletableFuture<OperationOutcome> cancelled = this.b.service().completion(operation.id());
		CompletableFuture<OperationOutcome> completion = this.b.service().completion(operation.id());
		cancelled.cancel(true);
		this.b.letCallbacksReturn();
		assertThat(completion).succeedsWithin(PATIENCE);
		assertThat(this.b.runs).hasSize(1);
	}

	@Test
	void failsWhenTheUnitStopsFirst() {
		this.b.engine().drain();
		Operation operation = this.b.request("reload");
		CompletableFuture<OperationOutcome> before = this.b.service().completion(operation.id());
		this.b.stop();
		for (CompletableFuture<OperationOutcome> completion : List.of(before,
				this.b.service().completion(operation.id()))) {
			assertThat(completion).failsWithin(PATIENCE)
				.withThrowableThat()
				.havingCause()
				.isInstanceOfSatisfying(RollingOpsNoRelationException.class,
						(ex) -> assertThat(ex.getReason()).isEqualTo(Reason.NOT_STARTED));
		}
	}

	@Test
	void whoWaitsForItDoesNotHoldUpTheStop() {
		this.b.engine().drain();
		Operation operation = this.b.request("reload");
		CompletableFuture<Thread> told = this.b.service()
			.completion(operation.id())
			.handle((outcome, ex) -> Thread.currentThread());
		this.b.stop();
		assertThat(told).succeedsWithin(PATIENCE).isNotSameAs(Thread.currentThread());
	}

	@Test
	void nextLifeKnowsWhatIsQueued() {
		this.a.holdCallbacks();
		this.a.request("reload");
		Operation operation = this.b.request("reload");
		this.b.stop();
		this.b.start();
		CompletableFuture<OperationOutcome> completion = this.b.service().completion(operation.id());
		this.a.letCallbacksReturn();
		assertThat(completion).succeedsWithin(PATIENCE).matches(OperationOutcome::isCompleted);
	}

	@Test
	void hearsByTheNextHeartbeatOfAnEndWhoseAnswerWasLost() {
		this.b.link.loseReply(Step.FINISH);
		Operation operation = this.b.request("reload");
		this.fleet.beat();
		assertThat(this.b.service().completion(operation.id())).succeedsWithin(PATIENCE)
			.matches(OperationOutcome::isCompleted);
		assertThat(this.b.events(OperationCompletedEvent.class)).singleElement().satisfies((event) -> {
			assertThat(event.operation().id()).isEqualTo(operation.id());
			assertThat(event.fencingToken()).isEqualTo(this.b.runs.get(0).fencingToken());
		});
	}

	@Test
	void hearsOfAnEndWhoseAnswerWasLostThoughARequestIsAnsweredFirst() {
		this.b.link.loseReply(Step.FINISH);
		Operation operation = this.b.request("reload");
		CompletableFuture<OperationOutcome> completion = this.b.service().completion(operation.id());
		this.b.service().requestLockOn(List.of("a"), LockRequest.of("reload"));
		this.fleet.beat();
		assertThat(completion).succeedsWithin(PATIENCE).matches(OperationOutcome::isCompleted);
		assertThat(this.b.events(OperationCompletedEvent.class)).hasSize(1);
	}

	@Test
	void nextLifeThatRepeatsARequestHearsThatItHasEnded() {
		LockRequest request = LockRequest.of("reload").withRequestId("once");
		Operation operation = this.b.request(request);
		this.b.stop();
		this.b.start();
		this.fleet.beat();
		this.b.request(request);
		assertThat(this.b.service().completion(operation.id())).succeedsWithin(PATIENCE)
			.matches(OperationOutcome::isCompleted);
	}

	@Test
	void hearsByTheNextHeartbeatOfWhatOthersDidToTheQueue() {
		this.a.holdCallbacks();
		this.a.request("reload");
		Operation operation = requestedByA();
		this.fleet.beat();
		CompletableFuture<OperationOutcome> completion = this.b.service().completion(operation.id());
		this.fleet.damage().writeOperations("b", "[]");
		this.fleet.beat();
		assertThat(completion).succeedsWithin(PATIENCE)
			.extracting(OperationOutcome::dropped)
			.isEqualTo(DropReason.STORE_LOST);
	}

	@Test
	void readsItsDatabagOnlyWhenSomebodyElseHasChangedIt() {
		this.b.holdCallbacks();
		this.b.request("reload");
		this.b.answer(OperationResult.RETRY_RELEASE);
		this.b.letCallbacksReturn();
		this.fleet.advanceSeconds(30);
		assertThat(this.b.runs).hasSize(2);
		assertThat(this.b.link.sent(Read.class)).isEmpty();
		requestedByA();
		this.fleet.beat();
		assertThat(this.b.link.sent(Read.class)).hasSize(1);
		this.fleet.advanceSeconds(30);
		assertThat(this.b.link.sent(Read.class)).hasSize(1);
	}

	@Test
	void requestThatIsAnsweredDuringAHeartbeatCostsNoReading() {
		List<LockRequest> requests = new ArrayList<>(List.of(LockRequest.of("reload")));
		this.b.link.onSend(HeartbeatCommand.class, (command) -> {
			if (!requests.isEmpty()) {
				this.b.service().requestLock(requests.remove(0));
			}
		});
		this.fleet.beat();
		assertThat(this.b.runs).hasSize(1);
		assertThat(this.b.link.sent(Read.class)).isEmpty();
	}

	@Test
	void turnGoesBeforeReading() {
		this.a.holdCallbacks();
		this.a.request("reload");
		requestedByA();
		List<Boolean> busy = new ArrayList<>();
		this.b.link.changeAnswer(Step.HEARTBEAT, (HeartbeatAnswer answer) -> {
			this.a.letCallbacksReturn();
			return answer;
		});
		this.b.link.onSend(Read.class, (read) -> busy.add(this.b.life().runner().isBusy()));
		this.fleet.beat();
		assertThat(busy).containsExactly(true);
	}

	@Test
	void readsItsDatabagAgainIfThatFailed() {
		this.b.link.loseRequest(Step.READ);
		this.b.holdCallbacks();
		Operation operation = requestedByA();
		this.fleet.beat();
		this.fleet.beat();
		assertThat(this.b.life().ledger().unfinishedIds()).containsExactly(operation.id());
		assertThat(this.b.link.lastSent(HeartbeatCommand.class).known().rev()).isEqualTo(this.fleet.databag("b").rev());
	}

	@Test
	void entryThatCannotBeReadIsSetAsideAndKeepsNoneFromItsTurn() {
		this.a.holdCallbacks();
		this.a.request("reload");
		Operation operation = this.b.request("reload");
		this.fleet.damage().writeOperations("b", "[{\"id\":7}," + operation.toJson() + "]");
		this.b.request(LockRequest.of("reload").withKwarg("force", true));
		this.fleet.beat();
		this.a.letCallbacksReturn();
		assertThat(this.fleet.turns).containsExactly("a", "b", "b");
		assertThat(this.b.service().state().setAside()).hasSize(1);
	}

	private Operation requestedByA() {
		Operation operation = this.a.service().requestLockOn(List.of("b"), LockRequest.of("reload")).get(0).operation();
		this.fleet.settle();
		return operation;
	}

}
