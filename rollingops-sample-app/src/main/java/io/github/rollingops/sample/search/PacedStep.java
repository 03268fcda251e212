package io.github.rollingops.sample.search;

import java.time.Duration;

import io.github.rollingops.action.ActionContext;
import io.github.rollingops.action.ContextAction;

/**
 * A step drawn out: those of an index as small as this would pass unseen.
 *
 * @param step the step
 * @param duration how long to wait before doing it, and before undoing it
 */
record PacedStep(ContextAction step, Duration duration) implements ContextAction {

	@Override
	public String name() {
		return this.step.name();
	}

	@Override
	public void execute(ActionContext context) throws Exception {
		// Ended by the interruption with which a unit learns that it lost its turn
		Thread.sleep(this.duration.toMillis());
		this.step.execute(context);
	}

	@Override
	public void rollback(ActionContext context) throws Exception {
		boolean interrupted = false;
		try {
			Thread.sleep(this.duration.toMillis());
		}
		catch (InterruptedException ex) {
			// A turn that is lost meanwhile must not keep the step from being undone,
			// and an interrupted thread cannot write files
			interrupted = true;
		}
		this.step.rollback(context);
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
