package io.github.rollingops.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.ScheduleAnswer;
import io.github.rollingops.databag.ScheduleCommand;
import io.github.rollingops.databag.StoreUnreachableException;
import io.github.rollingops.event.LeadershipChangedEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a unit does while it leads. Used in the mailbox only.
 */
final class LeaderDuty {

	private static final Log logger = LogFactory.getLog(LeaderDuty.class);

	/**
	 * How often a leader looks after departed units while nothing else happens.
	 */
	private static final Duration HOUSEKEEPING = Duration.ofMinutes(5);

	private final Surroundings here;

	private final Mailbox mailbox;

	private final Consumer<List<Change>> changes;

	private boolean leading;

	private long term;

	private long scheduledAt;

	private @Nullable Future<?> timer;

	LeaderDuty(Surroundings here, Mailbox mailbox, Consumer<List<Change>> changes) {
		this.here = here;
		this.mailbox = mailbox;
		this.changes = changes;
	}

	/**
	 * Take note of what a heartbeat was told, and schedule if that shows that something
	 * waits, whether anybody woke this unit or not.
	 */
	void told(HeartbeatAnswer answer) {
		boolean began = answer.leading() && (!this.leading || this.term != answer.term());
		if (!answer.leading()) {
			end();
			return;
		}
		this.leading = true;
		this.term = answer.term();
		if (began) {
			publish(true);
		}
		if (began || answer.work() || sinceSchedule().compareTo(HOUSEKEEPING) >= 0) {
			schedule();
		}
		else {
			scheduleIn(answer.nextDue());
		}
	}

	/**
	 * Take note that there may be something to schedule.
	 */
	void work(Duration dueIn) {
		if (!this.leading) {
			return;
		}
		if (dueIn.isZero()) {
			schedule();
		}
		else {
			scheduleIn(dueIn);
		}
	}

	/**
	 * Lead no longer.
	 */
	void end() {
		cancelTimer();
		if (this.leading) {
			this.leading = false;
			publish(false);
		}
	}

	private void schedule() {
		cancelTimer();
		Identity identity = this.here.identity();
		DatabagStore store = this.here.store();
		ScheduleAnswer answer;
		try {
			answer = store.schedule(new ScheduleCommand(identity.caller(0), this.term, this.here.settings().policy(),
					DatabagStore.SCHEMA));
		}
		catch (StoreUnreachableException ex) {
			// The next heartbeat that is answered says whether something still waits.
			logger.debug("Not scheduled by " + identity, ex);
			return;
		}
		if (!answer.leading()) {
			end();
			return;
		}
		this.scheduledAt = this.here.threads().nanoTime().getAsLong();
		this.changes.accept(answer.changes());
		scheduleIn(answer.nextDue());
	}

	private void scheduleIn(@Nullable Duration delay) {
		cancelTimer();
		if (delay != null) {
			this.timer = this.mailbox.executeAfter(delay, () -> {
				if (this.leading) {
					schedule();
				}
			});
		}
	}

	private void cancelTimer() {
		if (this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
	}

	private Duration sinceSchedule() {
		return Duration.ofNanos(this.here.threads().nanoTime().getAsLong() - this.scheduledAt);
	}

	private void publish(boolean leads) {
		Identity identity = this.here.identity();
		this.here.announcer().publish(new LeadershipChangedEvent(identity.group(), identity.unit(), leads, this.term));
	}

}
