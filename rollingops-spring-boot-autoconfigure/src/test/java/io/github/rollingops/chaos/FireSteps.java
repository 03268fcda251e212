package io.github.rollingops.chaos;

import io.github.rollingops.OnRestart;
import io.github.rollingops.action.Action;
import io.github.rollingops.action.ActionQueue;
import io.github.rollingops.callback.CallbackResult;

/**
 * An operation made of steps, the last of which fails in the first runs if it is asked
 * to.
 */
final class FireSteps {

	private final FireRun run;

	FireSteps(FireRun run) {
		this.run = run;
	}

	CallbackResult steps() {
		ActionQueue queue = new ActionQueue().add(Action.of("prepare", this::work, () -> this.run.ended("rolled-back")))
			.add(Action.of("change", this::work, this::work))
			.add(Action.of("announce", this::announce, () -> {
			}));
		return new CallbackResult.Steps(queue, OnRestart.ROLL_BACK);
	}

	private void announce() throws InterruptedException {
		work();
		if (this.run.isToFail()) {
			throw new IllegalStateException("As it was asked to");
		}
		this.run.ended("steps");
	}

	private void work() throws InterruptedException {
		this.run.work(this.run.duration());
	}

}
