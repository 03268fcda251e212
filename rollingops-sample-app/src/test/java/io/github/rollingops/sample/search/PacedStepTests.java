package io.github.rollingops.sample.search;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.rollingops.action.ActionContext;
import io.github.rollingops.action.ContextAction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PacedStepTests {

	private final Effect effect = new Effect();

	private final PacedStep step = new PacedStep(this.effect, Duration.ofHours(1));

	@AfterEach
	void forgetInterruption() {
		Thread.interrupted();
	}

	@Test
	void isNotDoneOnceItsTurnIsLost() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.step.execute(null));
		assertThat(this.effect.done).isFalse();
	}

	@Test
	void isUndoneEvenIfItsTurnIsLostMeanwhile() throws Exception {
		Thread.currentThread().interrupt();
		this.step.rollback(null);
		assertThat(this.effect.undone).isTrue();
		assertThat(this.effect.interrupted).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void hasTheNameOfWhatItDrawsOut() {
		assertThat(this.step.name()).isEqualTo("Effect");
	}

	private static final class Effect implements ContextAction {

		private boolean done;

		private boolean undone;

		private boolean interrupted;

		@Override
		public void execute(ActionContext context) {
			this.done = true;
		}

		@Override
		public void rollback(ActionContext context) {
			this.undone = true;
			this.interrupted = Thread.currentThread().isInterrupted();
		}

	}

}
