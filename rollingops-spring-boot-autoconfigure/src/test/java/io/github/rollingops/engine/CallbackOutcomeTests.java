package io.github.rollingops.engine;

import java.io.IOException;
import java.time.Duration;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockIntent;
import io.github.rollingops.LockRequest;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationAbortedException;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperationCallback;
import io.github.rollingops.callback.InvalidKwargsException;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.event.GrantLostEvent;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationDroppedEvent;
import io.github.rollingops.event.OperationRetryScheduledEvent;
import io.github.rollingops.event.OperationStartedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of an operation, whatever its callback does.
 */
class CallbackOutcomeTests {

	private final EngineFleet fleet = new EngineFleet();

	@Test
	void nothingAnsweredMeansRelease() {
		UnitProcess a = run((context) -> null);
		assertThat(a.events(OperationCompletedEvent.class)).hasSize(1);
		assertThat(this.fleet.databag("a").queue().isEmpty()).isTrue();
	}

	@Test
	void exceptionMeansRetryRelease() {
		UnitProcess a = run((context) -> {
			throw new IOException("no room");
		});
		assertRetried(a);
	}

	@Test
	void errorMeansRetryReleaseToo() {
		UnitProcess a = run((context) -> {
			throw new StackOverflowError();
		});
		assertRetried(a);
	}

	private void assertRetried(UnitProcess a) {
		assertThat(a.events(OperationRetryScheduledEvent.class)).singleElement().satisfies((event) -> {
			assertThat(event.intent()).isEqualTo(LockIntent.RETRY_RELEASE);
			assertThat(event.operation().attempt()).isEqualTo(1);
		});
		assertThat(this.fleet.databag("a").intent()).isEqualTo(LockIntent.RETRY_RELEASE);
		assertThat(this.fleet.databag("a").dueIn()).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.fleet.holder()).isNull();
	}

	@Test
	void abortDropsTheOperation() {
		assertDropped(run((context) -> {
			throw new OperationAbortedException("of no use");
		}), DropReason.ABORTED);
	}

	@Test
	void kwargsThatDoNotFitDropTheOperation() {
		assertDropped(run((context) -> {
			throw new InvalidKwargsException("'force' is no boolean", null);
		}), DropReason.INVALID_KWARGS);
	}

	@Test
	void callbackThatIsUnknownDropsTheOperationAndTheNextOneProceeds() {
		UnitProcess a = this.fleet.unit("a").callback("renamed", (context) -> null).start();
		this.fleet.unit("b").start();
		a.pause();
		a.request("renamed");
		a.request("reload");
		a.kill();
		UnitProcess newVersion = this.fleet.unit("a").start();
		this.fleet.advanceSeconds(20);
		assertDropped(newVersion, DropReason.UNKNOWN_CALLBACK);
		assertThat(newVersion.events(OperationStartedEvent.class)).hasSize(1);
		assertThat(newVersion.runs).hasSize(1);
	}

	private void assertDropped(UnitProcess a, DropReason reason) {
		assertThat(a.events(OperationDroppedEvent.class)).extracting(OperationDroppedEvent::reason)
			.containsExactly(reason);
		assertThat(this.fleet.databag("a").queue().isEmpty()).isTrue();
		assertThat(this.fleet.holder()).isNull();
	}

	@Test
	void timeoutInterruptsAndTheOperationIsRetried() throws Exception {
		BlockingCallback callback = BlockingCallback.obedient();
		UnitProcess a = startWith(callback, Duration.ofSeconds(30));
		OperationContext context = callback.awaitCall();
		this.fleet.advanceSeconds(29);
		assertThat(callback.isInterrupted()).isFalse();
		assertThat(context.remaining()).isEqualTo(Duration.ofSeconds(1));
		this.fleet.advanceSeconds(1);
		callback.awaitInterrupt();
		callback.awaitReturn();
		this.fleet.settle();
		assertRetried(a);
		assertThat(a.events(GrantLostEvent.class)).isEmpty();
	}

	@Test
	void grantStaysUntilACallbackThatIgnoresItsTimeoutHasReturned() throws Exception {
		BlockingCallback callback = BlockingCallback.stubborn();
		UnitProcess a = startWith(callback, Duration.ofSeconds(30));
		callback.awaitCall();
		this.fleet.advance(Duration.ofMinutes(10));
		callback.awaitInterrupt();
		assertThat(this.fleet.holder()).isEqualTo("a");
		callback.answer(OperationResult.RELEASE);
		this.fleet.settle();
		assertThat(a.link.lastSent(FinishCommand.class).result()).isEqualTo(Result.RETRY_RELEASE);
		assertThat(callback.isInterrupted()).isFalse();
	}

	@Test
	void operationTimesOutAsConfiguredWhereItsCallbackDoesNotSay() throws Exception {
		BlockingCallback callback = BlockingCallback.obedient();
		startWith(callback, null);
		callback.awaitCall();
		this.fleet.advance(Duration.ofMinutes(29));
		assertThat(callback.isInterrupted()).isFalse();
		this.fleet.advance(Duration.ofMinutes(1));
		callback.awaitInterrupt();
	}

	private UnitProcess startWith(BlockingCallback callback, @Nullable Duration timeout) {
		UnitProcess a = this.fleet.unit("a").callback("long", timeout, callback).callbackExecutor(callback).start();
		a.request("long");
		return a;
	}

	@Test
	void callbackIsToldWhatItRuns() {
		UnitProcess a = this.fleet.unit("a").start();
		Operation operation = a.request(LockRequest.of("reload").withKwarg("force", true));
		assertThat(a.runs).singleElement().satisfies((context) -> {
			assertThat(context.unit()).isEqualTo("a");
			assertThat(context.group()).isEqualTo("default");
			assertThat(context.operation().id()).isEqualTo(operation.id());
			assertThat(context.operation().kwargs()).containsEntry("force", true);
			assertThat(context.attempt()).isZero();
		});
	}

	private UnitProcess run(RollingOperationCallback callback) {
		UnitProcess a = this.fleet.unit("a").callback("task", callback).start();
		a.request("task");
		return a;
	}

}
