package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequest;
import io.github.rollingops.OnRestart;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationAbortedException;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOpsInvalidLockRequestException;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationRetryScheduledEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Who stands around the runs and the requests of a unit.
 */
class InterceptorTests {

	private final EngineFleet fleet = new EngineFleet();

	private final UnitProcess a = this.fleet.unit("a");

	private final List<String> seen = new ArrayList<>();

	private @Nullable DropReason dropped(Operation operation) {
		OperationOutcome outcome = this.a.service().completion(operation.id()).getNow(null);
		return Objects.requireNonNull(outcome, "The operation has not ended").dropped();
	}

	@Test
	void firstOneIsTheOutermost() {
		for (String name : List.of("one", "two")) {
			this.a.around((context, invocation) -> {
				this.seen.add("before " + name + " " + context.operation().callbackId());
				OperationResult result = invocation.proceed();
				this.seen.add("after " + name + " " + result);
				return result;
			});
		}
		this.a.start().request("reload");
		assertThat(this.seen).containsExactly("before one reload", "before two reload", "after two RELEASE",
				"after one RELEASE");
		assertThat(this.a.runs).hasSize(1);
	}

	@Test
	void answerOfTheOutermostCounts() {
		this.a.around((context, invocation) -> {
			invocation.proceed();
			return (context.attempt() == 0) ? OperationResult.RETRY_RELEASE : OperationResult.RELEASE;
		});
		Operation operation = this.a.start().request("reload");
		this.fleet.advanceSeconds(5);
		assertThat(this.a.runs).hasSize(2);
		assertThat(dropped(operation)).isNull();
	}

	@Test
	void whoDoesNotGoOnKeepsTheCallbackFromRunning() {
		this.a.around((context, invocation) -> (context.attempt() == 0) ? OperationResult.RETRY_RELEASE
				: invocation.proceed());
		this.a.start().request("reload");
		assertThat(this.a.runs).isEmpty();
		this.fleet.advanceSeconds(5);
		assertThat(this.a.runs).singleElement().satisfies((run) -> assertThat(run.attempt()).isEqualTo(1));
	}

	@Test
	void whatIsThrownCountsAsIfTheCallbackHadThrownIt() {
		this.a.around((context, invocation) -> {
			if (context.attempt() == 0) {
				throw new IllegalStateException("not healthy");
			}
			throw new OperationAbortedException("never will be");
		});
		Operation operation = this.a.start().request("reload");
		assertThat(this.a.events(OperationRetryScheduledEvent.class)).hasSize(1);
		this.fleet.advanceSeconds(5);
		assertThat(dropped(operation)).isEqualTo(DropReason.ABORTED);
		assertThat(this.fleet.holder()).isNull();
	}

	@Test
	void seesWhatTheCallbackThrows() {
		this.a.callback("broken", (context) -> {
			throw new OperationAbortedException("given up");
		});
		this.a.around((context, invocation) -> {
			try {
				return invocation.proceed();
			}
			catch (OperationAbortedException ex) {
				this.seen.add(String.valueOf(ex.getMessage()));
				throw ex;
			}
		});
		Operation operation = this.a.start().request("broken");
		assertThat(this.seen).containsExactly("given up");
		assertThat(dropped(operation)).isEqualTo(DropReason.ABORTED);
	}

	@Test
	void callbackIsCalledOnceWhateverIsTried() {
		this.a.around((context, invocation) -> {
			invocation.proceed();
			return invocation.proceed();
		});
		Operation operation = this.a.start().request(LockRequest.of("reload").withMaxRetry(0));
		assertThat(this.a.runs).hasSize(1);
		assertThat(dropped(operation)).isEqualTo(DropReason.MAX_RETRY_EXCEEDED);
	}

	@Test
	void stepsThatAreDoneStayDoneWhateverComesAfterwards() {
		List<String> effects = new ArrayList<>();
		new Publishing(this.a, effects, OnRestart.ROLL_BACK);
		this.a.around((context, invocation) -> {
			this.seen.add(invocation.proceed().name());
			throw new IllegalStateException("too late");
		});
		Operation operation = this.a.start().request("publish");
		assertThat(effects).containsExactly("a build", "a switch", "a warm");
		assertThat(this.seen).containsExactly("RELEASE");
		assertThat(dropped(operation)).isNull();
		assertThat(this.fleet.databag("a").journal()).isNull();
	}

	@Test
	void answerCannotUndoStepsThatAreDone() {
		List<String> effects = new ArrayList<>();
		new Publishing(this.a, effects, OnRestart.ROLL_BACK);
		this.a.around((context, invocation) -> {
			invocation.proceed();
			return OperationResult.RETRY_HOLD;
		});
		Operation operation = this.a.start().request("publish");
		assertThat(dropped(operation)).isNull();
		assertThat(effects).hasSize(3);
	}

	@Test
	void timeoutCountsWhileAnInterceptorWorks() {
		this.a.callback("slow", Duration.ofSeconds(1), (context) -> OperationResult.RELEASE);
		this.a.around((context, invocation) -> {
			OperationResult result = invocation.proceed();
			this.seen.add("timeout in " + context.remaining());
			return result;
		});
		this.a.start().request("slow");
		assertThat(this.seen).containsExactly("timeout in PT1S");
		assertThat(this.a.events(OperationCompletedEvent.class)).hasSize(1);
	}

	@Test
	void requestIsMadeAsTheInterceptorsLeaveIt() {
		this.a.aroundRequests((group, request, invocation) -> {
			this.seen.add(group + " " + request.callbackId());
			return invocation.proceed(request.withHeader("trace", "t-1").withRequestedBy("alice"));
		});
		this.a.start().request("reload");
		assertThat(this.seen).containsExactly("default reload");
		assertThat(this.a.runs).singleElement().satisfies((run) -> {
			assertThat(run.operation().headers()).containsOnly(entry("trace", "t-1"));
			assertThat(run.operation().requestedBy()).isEqualTo("alice");
		});
	}

	@Test
	void requestThatAnInterceptorRefusesIsNotMade() {
		this.a.aroundRequests((group, request, invocation) -> {
			throw new RollingOpsInvalidLockRequestException("not on Fridays");
		});
		this.a.start();
		assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
			.isThrownBy(() -> this.a.request("reload"))
			.withMessage("not on Fridays");
		assertThat(this.fleet.databag("a").queue().isEmpty()).isTrue();
	}

	@Test
	void headersSurviveARetry() {
		this.a.answer(OperationResult.RETRY_RELEASE);
		this.a.start().request(LockRequest.of("reload").withHeader("trace", "ü/\"1\""));
		this.fleet.advanceSeconds(5);
		assertThat(this.a.runs).hasSize(2)
			.allSatisfy((run) -> assertThat(run.operation().headers()).containsEntry("trace", "ü/\"1\""));
	}

	@Test
	void headersMakeNoTwinOfAnotherOne() {
		this.a.start();
		this.a.holdCallbacks();
		this.a.request("reload");
		Operation waiting = this.a.request(LockRequest.of("reload").withHeader("trace", "t-1"));
		assertThat(this.a.request(LockRequest.of("reload").withHeader("trace", "t-2")).id()).isEqualTo(waiting.id());
	}

}
