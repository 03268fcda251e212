package io.github.rollingops.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import io.github.rollingops.OnRestart;
import io.github.rollingops.StepJournal;
import io.github.rollingops.StepJournal.Step;
import io.github.rollingops.action.ActionJournal;
import io.github.rollingops.action.ActionJournalException;
import io.github.rollingops.databag.Caller;
import io.github.rollingops.databag.Journal;
import io.github.rollingops.databag.JournalAnswer;
import io.github.rollingops.databag.JournalAnswer.Status;
import io.github.rollingops.databag.JournalCommand;
import io.github.rollingops.databag.JournalCommand.Mode;
import io.github.rollingops.databag.StoreUnreachableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Writes the steps of one run down in the unit's databag.
 */
final class StoreJournal implements ActionJournal {

	private static final Log logger = LogFactory.getLog(StoreJournal.class);

	/**
	 * How many bytes the steps may take up.
	 */
	static final int MAX_BYTES = 256 * 1024;

	private final Surroundings here;

	private final Run run;

	private final OnRestart onRestart;

	private final Duration rollbackTime;

	private boolean shielded;

	private long version;

	/**
	 * Whether the next life would know that the steps are being undone.
	 */
	private boolean knownToUndo;

	/**
	 * Why nothing more may be undone, or {@code null}.
	 */
	private @Nullable String refusal;

	StoreJournal(Surroundings here, Run run, OnRestart onRestart, Duration rollbackTime) {
		this.here = here;
		this.run = run;
		this.onRestart = onRestart;
		this.rollbackTime = rollbackTime;
	}

	/**
	 * Take over what an earlier run of the operation has left, if it has left anything.
	 */
	@Nullable Journal claim() {
		return written(JournalCommand.claim(caller(), this.run.fencingToken(), this.run.operation().id())).journal();
	}

	/**
	 * Note what an earlier run of the operation has written down; {@code null} if that
	 * cannot be read, and nobody goes on from it.
	 */
	void takeOver(@Nullable StepJournal earlier) {
		this.knownToUndo = earlier == null || earlier.isUndoing();
	}

	/**
	 * Return whether steps were left alone since somebody else has to undo them, or
	 * another run.
	 */
	boolean wasRefused() {
		return this.refusal != null;
	}

	@Override
	public void executing(List<Step> steps) {
		JournalCommand command = command(Mode.EXECUTING, steps);
		int bytes = command.steps().getBytes(StandardCharsets.UTF_8).length;
		if (bytes > MAX_BYTES) {
			throw new ActionJournalException("The journal of " + this.run + " would take up " + bytes
					+ " bytes, the limit is " + MAX_BYTES + "; use fewer steps, or keep keys in place of values", null);
		}
		written(command);
	}

	/**
	 * Write down what only the holder may say. A store that cannot be reached is asked
	 * again for as long as the grant lasts.
	 */
	private JournalAnswer written(JournalCommand command) {
		requireGrant(null);
		JournalAnswer answer;
		try {
			answer = send(command,
					RetryPolicy.builder()
						.predicate((ex) -> ex instanceof StoreUnreachableException && mayGoOn())
						.maxRetries(Long.MAX_VALUE));
		}
		catch (RuntimeException ex) {
			requireGrant(ex);
			throw new ActionJournalException("The steps of " + this.run + " could not be written down", ex);
		}
		if (answer.status() != Status.WRITTEN) {
			throw new ActionJournalException("The steps of " + this.run + " were not written down, for the grant is "
					+ answer.status() + "; no further step is taken", null);
		}
		this.here.announcer().changes(answer.changes());
		requireGrant(null);
		return answer;
	}

	private boolean mayGoOn() {
		return this.run.isGranted() && !this.run.isTimedOut();
	}

	private void requireGrant(@Nullable RuntimeException cause) {
		if (!mayGoOn()) {
			throw new ActionJournalException("The " + (this.run.isTimedOut() ? "time" : "grant") + " of " + this.run
					+ " is over; no further step is taken", cause);
		}
	}

	/**
	 * Write down what is to be undone. Where the store cannot be reached it is undone all
	 * the same, for to undo twice is better than not at all; but not where the next life
	 * would take what was undone for done, and go on from there.
	 */
	@Override
	public void undoing(List<Step> steps) {
		shield();
		JournalCommand command = command(Mode.UNDOING, steps);
		if (this.refusal != null) {
			throw new ActionJournalException(this.refusal, null);
		}
		boolean mustBeKnown = this.onRestart == OnRestart.RESUME && !this.knownToUndo;
		JournalAnswer answer;
		try {
			answer = mustBeKnown ? send(command,
					RetryPolicy.builder()
						.includes(StoreUnreachableException.class)
						.maxRetries(Long.MAX_VALUE)
						.timeout(this.here.settings().renewDeadline()))
					: this.here.store().journal(command);
		}
		catch (RuntimeException ex) {
			if (mustBeKnown) {
				throw refuse("The store cannot be reached: the steps of " + this.run
						+ " stay as they are, for its next run to go on with", ex);
			}
			logger.warn("The rollback of " + this.run + " goes on without a journal", ex);
			return;
		}
		if (answer.status() == Status.SUPERSEDED) {
			throw refuse("The steps of " + this.run + " are not undone here any more: another life of this unit, or a "
					+ "later grant, has taken them over", null);
		}
		this.knownToUndo = true;
	}

	/**
	 * Let nothing interrupt the undoing before its own time is over.
	 */
	private void shield() {
		if (!this.shielded) {
			this.shielded = true;
			this.run.shield();
			try {
				new Timers(this.here.threads().watchdog()).after(this.rollbackTime, this.run::endShield);
			}
			catch (RejectedExecutionException ex) {
				logger.debug("Nobody looks at the time of the rollback, since the scheduler has been shut down", ex);
			}
		}
	}

	private ActionJournalException refuse(String message, @Nullable RuntimeException cause) {
		this.refusal = message;
		return new ActionJournalException(message, cause);
	}

	private JournalAnswer send(JournalCommand command, RetryPolicy.Builder policy) {
		return new RetryTemplate(
				policy.delay(Duration.ofMillis(100)).multiplier(1.5).maxDelay(Duration.ofMillis(500)).build())
			.invoke(() -> this.here.store().journal(command));
	}

	private JournalCommand command(Mode mode, List<Step> steps) {
		StepJournal journal = new StepJournal(this.run.operation().id(), this.run.fencingToken(), this.onRestart,
				steps);
		String left = String.join(", ", journal.leftToUndo());
		this.run.stepsLeft(left);
		return new JournalCommand(caller(), journal.fencingToken(), journal.operationId(), mode, ++this.version, left,
				journal.toJson());
	}

	private Caller caller() {
		return this.here.identity().caller(0);
	}

}
