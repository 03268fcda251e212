package io.github.rollingops.callback;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.rollingops.OperationAbortedException;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What callbacks return and throw.
 */
class ReturnTypeTests {

	@ParameterizedTest
	@CsvSource({ "nothing, RELEASE", "boxedNothing, RELEASE", "nullResult, RELEASE", "release, RELEASE",
			"retryRelease, RETRY_RELEASE", "retryHold, RETRY_HOLD" })
	void answersWith(String id, OperationResult expected) throws Exception {
		try (ScannedContext context = ScannedContext.of(Returning.class)) {
			assertThat(context.run(id)).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Future.class, FutureTask.class, CompletableFuture.class, CompletionStage.class, Mono.class,
			Flux.class, Publisher.class, Flow.Publisher.class })
	void refusesAsynchronousType(Class<?> type) {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ReturnType.check(type, "bean 'reloader'"))
			.satisfies((ex) -> {
				assertThat(ex.getReason()).contains(type.getName(), "when the lock has gone to another unit");
				assertThat(ex.getAction()).contains("Wait inside the method", "OperationResult");
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { Object.class, String.class, boolean.class, Boolean.class, int.class, Map.class,
			OperationResult[].class })
	void refusesOtherType(Class<?> type) {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ReturnType.check(type, "bean 'reloader'"))
			.withMessageContaining("it returns " + type.getName())
			.withMessageContaining("Return an OperationResult, an ActionQueue, or void");
	}

	@ParameterizedTest
	@ValueSource(classes = { ReturningFuture.class, ReturningMono.class, ReturningText.class })
	void refusesMethodAtStartUp(Class<?> type) {
		assertThatExceptionOfType(InvalidRollingOperationException.class).isThrownBy(() -> ScannedContext.of(type))
			.satisfies((ex) -> assertThat(ex.getSource()).contains(type.getName() + ".reload()"));
	}

	@Test
	void letsCheckedExceptionThrough() {
		try (ScannedContext context = ScannedContext.of(Throwing.class)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> context.run("checked"))
				.withMessage("disk full");
		}
	}

	@Test
	void letsErrorThrough() {
		try (ScannedContext context = ScannedContext.of(Throwing.class)) {
			assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(() -> context.run("error"))
				.withMessage("gone");
		}
	}

	@Test
	void letsAbortThrough() {
		try (ScannedContext context = ScannedContext.of(Throwing.class)) {
			assertThatExceptionOfType(OperationAbortedException.class).isThrownBy(() -> context.run("abort"))
				.withMessage("enough")
				.withNoCause();
		}
	}

	@Test
	void letsInterruptionThrough() {
		try (ScannedContext context = ScannedContext.of(Throwing.class)) {
			assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> context.run("interrupted"));
		}
	}

	static class Returning {

		@RollingOperation
		void nothing() {
		}

		@RollingOperation
		Void boxedNothing() {
			return null;
		}

		@RollingOperation
		OperationResult nullResult() {
			return null;
		}

		@RollingOperation
		OperationResult release() {
			return OperationResult.RELEASE;
		}

		@RollingOperation
		OperationResult retryRelease() {
			return OperationResult.RETRY_RELEASE;
		}

		@RollingOperation
		OperationResult retryHold() {
			return OperationResult.RETRY_HOLD;
		}

	}

	static class ReturningFuture {

		@RollingOperation
		CompletableFuture<OperationResult> reload() {
			return CompletableFuture.completedFuture(OperationResult.RELEASE);
		}

	}

	static class ReturningMono {

		@RollingOperation
		Mono<Void> reload() {
			return Mono.empty();
		}

	}

	static class ReturningText {

		@RollingOperation
		String reload() {
			return "release";
		}

	}

	static class Throwing {

		@RollingOperation
		void checked() throws IOException {
			throw new IOException("disk full");
		}

		@RollingOperation
		void error() {
			throw new NoClassDefFoundError("gone");
		}

		@RollingOperation
		void abort() {
			throw new OperationAbortedException("enough");
		}

		@RollingOperation
		void interrupted() throws InterruptedException {
			throw new InterruptedException();
		}

	}

}
