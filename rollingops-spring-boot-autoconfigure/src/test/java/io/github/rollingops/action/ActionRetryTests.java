package io.github.rollingops.action;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.core.retry.RetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ActionRetryTests {

	private final List<String> calls = new ArrayList<>();

	private final RecordedTime time = new RecordedTime();

	private final IOException failure = new IOException("blip");

	@Test
	void sameMethodIsCalledAgainForAsLongAsItAsks() throws Exception {
		ActionQueue queue = queue(ActionLimits.NONE);
		queue.add(action().failing(again(0), again(20), again(300)).failingToRollBack(again(5), again(0)))
			.add(Action.of("b", () -> this.calls.add("+b"), () -> {
			}));
		queue.execute();
		assertThat(this.calls).containsExactly("+a", "+a", "+a", "+a", "+b");
		assertThat(this.time.sleeps).containsExactly(Duration.ofMillis(20), Duration.ofMillis(300));
		this.calls.clear();
		this.time.sleeps.clear();
		assertThat(queue.rollback().rolledBack()).containsExactly("b", "a");
		assertThat(this.calls).containsExactly("-a", "-a", "-a");
		assertThat(this.time.sleeps).containsExactly(Duration.ofMillis(5));
	}

	@Test
	void doublingBackoffCallsSixTimesForFiveRetries() {
		DoublingBackoffExceptionFactory factory = new DoublingBackoffExceptionFactory(5, Duration.ofMillis(100));
		ArithmeticException cause = new ArithmeticException("/ by zero");
		ActionQueue queue = queue(ActionLimits.NONE).add(Action.of("divide", () -> {
			this.calls.add("divide");
			factory.raiseException(cause);
		}, () -> {
		}));
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(queue::execute).isSameAs(cause);
		assertThat(this.calls).hasSize(6);
		assertThat(this.time.sleeps).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L, 800L, 1600L);
	}

	@Test
	void doublingBackoffAsksThreeTimesFromHalfASecondByDefault() throws Exception {
		DoublingBackoffExceptionFactory factory = new DoublingBackoffExceptionFactory();
		for (int millis : new int[] { 500, 1000, 2000 }) {
			assertThatExceptionOfType(ActionRetryException.class).isThrownBy(() -> factory.raiseException(null))
				.satisfies((ex) -> assertThat(ex.backoff()).isEqualTo(Duration.ofMillis(millis)));
		}
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> factory.raiseException(null))
			.withMessageContaining("3 retries");
	}

	@Test
	void askingKeepsWhatWentWrong() {
		assertThatExceptionOfType(ActionRetryException.class)
			.isThrownBy(() -> new DoublingBackoffExceptionFactory().raiseException(this.failure))
			.withCause(this.failure);
		assertThat(new ActionRetryException().backoff()).isZero();
		assertThatIllegalArgumentException().isThrownBy(() -> new ActionRetryException(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DoublingBackoffExceptionFactory(-1, Duration.ofMillis(1)));
	}

	@Test
	void policiesApplyToExecutionAndRollbackApart() throws Exception {
		RetryPolicy twice = RetryPolicy.builder()
			.maxRetries(2)
			.delay(Duration.ofMillis(10))
			.multiplier(3)
			.includes(IOException.class)
			.build();
		RecordedAction action = action().failing(this.failure, this.failure).failingToRollBack(this.failure);
		ActionQueue queue = queue(ActionLimits.NONE).add(action.retrying(twice, null));
		queue.execute();
		assertThat(this.calls).containsExactly("+a", "+a", "+a");
		assertThat(this.time.sleeps).containsExactly(Duration.ofMillis(10), Duration.ofMillis(30));
		assertThat(queue.rollback().failures()).containsExactly(new RollbackReport.Failure("a", this.failure));
	}

	@Test
	void policyEndsWithTheExceptionItself() {
		RetryPolicy once = RetryPolicy.builder().maxRetries(1).delay(Duration.ZERO).build();
		ActionQueue queue = queue(ActionLimits.NONE)
			.add(action().failing(this.failure, this.failure).retrying(once, once));
		assertThatExceptionOfType(IOException.class).isThrownBy(queue::execute).isSameAs(this.failure);
		assertThat(this.calls).hasSize(2);
	}

	@Test
	void policySaysWhichExceptions() {
		RetryPolicy others = RetryPolicy.builder().includes(IllegalArgumentException.class).build();
		ActionQueue queue = queue(ActionLimits.NONE).add(action().failing(this.failure).retrying(others, null));
		assertThatExceptionOfType(IOException.class).isThrownBy(queue::execute);
		assertThat(this.calls).hasSize(1);
	}

	@Test
	void policyHasATimeout() {
		RetryPolicy hasty = RetryPolicy.builder()
			.maxRetries(100)
			.delay(Duration.ofMillis(400))
			.timeout(Duration.ofSeconds(1))
			.build();
		ActionQueue queue = queue(ActionLimits.NONE)
			.add(action().failing(this.failure, this.failure, this.failure, this.failure).retrying(hasty, null));
		assertThatExceptionOfType(IOException.class).isThrownBy(queue::execute);
		assertThat(this.calls).hasSize(3);
	}

	@Test
	void retriesOfTheWholeQueueAreCapped() {
		ActionQueue queue = queue(new ActionLimits(3, null, null)).add(action().failing(again(0), again(0)))
			.add(Action.of("b", () -> {
				throw again(0);
			}, () -> {
			}));
		assertThatExceptionOfType(ActionLimitExceededException.class).isThrownBy(queue::execute)
			.withMessageContainingAll("'b'", "3 retries", "maxRetries")
			.withCauseInstanceOf(ActionRetryException.class);
		assertThat(queue.rollback().rolledBack()).containsExactly("b", "a");
	}

	@Test
	void timeOfTheExecutionIsCapped() {
		ActionQueue queue = queue(new ActionLimits(null, Duration.ofSeconds(1), null))
			.add(action().failing(again(600), again(600)));
		assertThatExceptionOfType(ActionLimitExceededException.class).isThrownBy(queue::execute)
			.withMessageContainingAll("'a'", "PT0.6S", "PT0.4S", "PT1S");
		assertThat(this.calls).hasSize(2);
	}

	@Test
	void noActionBeginsAfterTheEndOfTheTime() {
		ActionQueue queue = queue(new ActionLimits(null, Duration.ofSeconds(1), null))
			.add(Action.of("slow", () -> this.time.pass(Duration.ofSeconds(1)), () -> this.calls.add("-slow")))
			.add(action());
		assertThatExceptionOfType(ActionLimitExceededException.class).isThrownBy(queue::run)
			.withMessageContaining("before action 'a'");
		assertThat(this.calls).containsExactly("-slow");
	}

	@Test
	void rollbackHasATimeOfItsOwnThatEndsTheWaitingOnly() {
		ActionQueue queue = queue(new ActionLimits(null, Duration.ofSeconds(1), Duration.ofSeconds(2)))
			.add(action().failingToRollBack(again(100)))
			.add(Action.of("b", () -> {
				this.time.pass(Duration.ofSeconds(5));
				throw this.failure;
			}, () -> {
				this.calls.add("-b");
				throw again(700);
			}));
		assertThatExceptionOfType(IOException.class).isThrownBy(queue::execute);
		RollbackReport report = queue.rollback();
		assertThat(this.calls).containsExactly("+a", "-b", "-b", "-b", "-a", "-a");
		assertThat(report.failures()).singleElement().satisfies((failed) -> {
			assertThat(failed.action()).isEqualTo("b");
			assertThat(failed.error()).isInstanceOf(ActionLimitExceededException.class);
		});
	}

	@Test
	void interruptEndsTheExecutionWithinABackoffAndTheRollbackIsShielded() {
		this.time.meanwhile = () -> {
			if (this.time.sleeps.size() <= 2) {
				Thread.currentThread().interrupt();
			}
		};
		ActionQueue queue = queue(ActionLimits.NONE).add(action().failing(again(100)).failingToRollBack(again(40)));
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(queue::run)
			.withCauseInstanceOf(ActionRetryException.class);
		assertThat(this.calls).containsExactly("+a", "-a", "-a");
		assertThat(this.time.sleeps).extracting(Duration::toMillis).containsExactly(100L, 40L, 20L);
		assertThat(Thread.interrupted()).as("the interrupt that came during the rollback").isTrue();
	}

	@Test
	void interruptEndsTheExecutionBetweenActionsAndBeforeARetryAtOnce() {
		ActionQueue between = queue(ActionLimits.NONE)
			.add(Action.of("interrupting", Thread.currentThread()::interrupt, () -> this.calls.add("-i")))
			.add(action());
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(between::run);
		assertThat(this.calls).containsExactly("-i");
		assertThat(Thread.interrupted()).isFalse();
		ActionQueue endless = queue(ActionLimits.NONE).add(Action.of("endless", () -> {
			Thread.currentThread().interrupt();
			throw again(0);
		}, () -> {
		}));
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(endless::execute);
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void limitsBelowZeroAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ActionLimits(-1, null, null))
			.withMessageContaining("maxRetries is -1");
	}

	private ActionQueue queue(ActionLimits limits) {
		return new ActionQueue(ActionOptions.DEFAULT.withTime(this.time).withLimits(limits));
	}

	private RecordedAction action() {
		return new RecordedAction("a", this.calls);
	}

	private static ActionRetryException again(long millis) {
		return new ActionRetryException(Duration.ofMillis(millis));
	}

}
