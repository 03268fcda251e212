package io.github.rollingops.callback;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.rollingops.OnRestart;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.action.Action;
import io.github.rollingops.action.ActionQueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Callbacks that return their steps.
 */
class StepsOfCallbackTests {

	private static CallbackResult invoke(ScannedContext context, String id) throws Exception {
		return Objects.requireNonNull(context.registry().find("default", id)).invoke(Run.with(Map.of("index", "b")));
	}

	@Test
	void answersWithTheStepsAndWhatBecomesOfThemOnRestart() throws Exception {
		try (ScannedContext context = ScannedContext.of(Publisher.class)) {
			assertThat(invoke(context, "publish")).isInstanceOfSatisfying(CallbackResult.Steps.class, (steps) -> {
				assertThat(steps.queue().actions()).extracting(Action::name).containsExactly("build b", "switch");
				assertThat(steps.onRestart()).isEqualTo(OnRestart.ROLL_BACK);
			});
			assertThat(invoke(context, "copy")).isInstanceOfSatisfying(CallbackResult.Steps.class,
					(steps) -> assertThat(steps.onRestart()).isEqualTo(OnRestart.RESUME));
		}
	}

	@Test
	void noQueueMeansThatThereIsNothingToDo() throws Exception {
		try (ScannedContext context = ScannedContext.of(Publisher.class)) {
			assertThat(invoke(context, "nothing")).isEqualTo(new CallbackResult.Ended(OperationResult.RELEASE));
		}
	}

	@Test
	void refusesToResumeWhatHasNoSteps() {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ScannedContext.of(Stepless.class))
			.satisfies((ex) -> {
				assertThat(ex.getSource()).contains("Stepless.reload()");
				assertThat(ex.getReason()).contains("RESUME", "void");
				assertThat(ex.getAction()).contains("ActionQueue");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Publisher {

		@Bean
		Publishing publishing() {
			return new Publishing();
		}

	}

	static class Publishing {

		@RollingOperation
		public ActionQueue publish(String index) {
			return new ActionQueue().add(step("build " + index)).add(step("switch"));
		}

		@RollingOperation(onRestart = OnRestart.RESUME)
		public ActionQueue copy() {
			return new ActionQueue();
		}

		@RollingOperation
		public @Nullable ActionQueue nothing() {
			return null;
		}

		private static Action step(String name) {
			return Action.of(name, () -> {
			}, () -> {
			});
		}

	}

	static class Stepless {

		@RollingOperation(onRestart = OnRestart.RESUME)
		public void reload() {
		}

	}

}
