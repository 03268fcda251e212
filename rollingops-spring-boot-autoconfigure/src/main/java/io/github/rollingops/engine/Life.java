package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

import io.github.rollingops.DropReason;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.databag.Caller;
import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.FinishAnswer;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.HeartbeatCommand.Known;
import io.github.rollingops.databag.Hint;
import io.github.rollingops.databag.LeaveCommand;
import io.github.rollingops.databag.RequestAnswer;
import io.github.rollingops.databag.RequestCommand;
import io.github.rollingops.databag.StoreUnreachableException;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationDroppedEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One life of this unit in one group, from its first heartbeat to its leave. All but the
 * public state happens in its mailbox.
 */
final class Life implements Runner.Host {

	private static final Log logger = LogFactory.getLog(Life.class);

	private static final Duration LONGEST_PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

	private final Surroundings here;

	private final Mailbox mailbox;

	private final Membership membership;

	private final Trust trust;

	private final Ledger ledger = new Ledger();

	private final Runner runner;

	private final LeaderDuty leaderDuty;

	private final Echoes echoes;

	private final Idle idle;

	private final CompletableFuture<@Nullable Void> left = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> firstAnswer = new CompletableFuture<>();

	private long sequence;

	private @Nullable Future<?> nextBeat;

	private boolean draining;

	private volatile boolean stopped;

	Life(Surroundings here, Idle idle) {
		this.here = here;
		this.idle = idle;
		EngineThreads threads = here.threads();
		this.mailbox = new Mailbox(threads.work(), new Timers(threads.scheduler()));
		this.membership = new Membership(threads.nanoTime());
		this.trust = new Trust(threads.nanoTime());
		this.runner = new Runner(here, this.mailbox, this.trust, idle, this);
		this.leaderDuty = new LeaderDuty(here, this.mailbox, this::changed);
		this.echoes = new Echoes(here.identity(),
				() -> here.store()
					.subscribe(here.identity().group(), here.identity().unit(),
							(hint) -> this.mailbox.execute(() -> hinted(hint))));
	}

	/**
	 * Begin to beat, as soon as no callback of an earlier life has its thread any more.
	 */
	void start() {
		this.idle.then(() -> this.mailbox.execute(() -> {
			this.echoes.listen();
			beat();
		}));
	}

	/**
	 * Take no more grants, hand back what has not been started, and lead no longer.
	 */
	void drain() {
		this.mailbox.execute(() -> {
			this.draining = true;
			this.runner.drain();
			this.leaderDuty.end();
			beat();
		});
	}

	/**
	 * Leave once no callback runs.
	 */
	CompletableFuture<@Nullable Void> leave() {
		this.idle.then(() -> this.mailbox.execute(this::leaveNow));
		return this.left;
	}

	/**
	 * Cease to beat. What still runs is interrupted; membership and grant lapse.
	 */
	void halt() {
		if (this.stopped) {
			return;
		}
		logger.warn("Stopping " + this.here.identity()
				+ " while its callback still runs: the group will see it as departed");
		this.stopped = true;
		this.mailbox.execute(() -> {
			stop();
			this.runner.abandon();
		});
	}

	@Override
	public void beat() {
		if (this.stopped) {
			return;
		}
		cancelNextBeat();
		Duration pause = pauseAfterFailure();
		try {
			long stamp = this.here.threads().nanoTime().getAsLong();
			HeartbeatAnswer answer = this.here.store().heartbeat(command());
			pause = told(answer, stamp);
		}
		catch (StoreUnreachableException ex) {
			logger.debug("No answer to a heartbeat of " + this.here.identity(), ex);
			if (!this.membership.hasJoined()) {
				this.membership.refused(Reason.STORE_UNREACHABLE);
			}
		}
		catch (RuntimeException ex) {
			logger.error("A heartbeat of " + this.here.identity() + " failed", ex);
		}
		finally {
			// Whatever happened: nothing but a stop ends the beating.
			if (this.nextBeat == null) {
				this.nextBeat = this.mailbox.executeAfter(pause, this::beat);
			}
			this.firstAnswer.complete(null);
		}
	}

	private HeartbeatCommand command() {
		HeartbeatAnswer last = this.membership.lastAnswer();
		Known known = (last != null) ? new Known(last.storeId(), this.membership.rev(), this.runner.startedToken(),
				this.runner.running(), this.ledger.hasUnfinished()) : Known.NOTHING;
		List<String> callbackIds = new ArrayList<>(this.here.callbacks().callbackIds(this.here.identity().group()));
		callbackIds.sort(null);
		return new HeartbeatCommand(caller(++this.sequence), this.here.settings().policy(), this.runner.isBusy(),
				this.draining, callbackIds, DatabagStore.SCHEMA, UUID.randomUUID().toString(), known);
	}

	private Caller caller(long sequence) {
		return this.here.identity().caller(sequence);
	}

	/**
	 * Take note of an answer.
	 * @return how long to wait before the next heartbeat
	 */
	private Duration told(HeartbeatAnswer answer, long stamp) {
		switch (answer.status()) {
			case MEMBER -> member(answer, stamp);
			case NAME_TAKEN -> {
				this.membership.nameTaken(answer.twin());
				logger.warn("The name of " + this.here.identity() + " belongs to another process: " + answer.twin());
			}
			case SUPERSEDED -> {
				this.membership.nameTaken(null);
				logger.error("Another process has taken over the name of " + this.here.identity()
						+ "; this one takes no part any more");
			}
			case LATE -> {
				return pauseAfterFailure();
			}
		}
		double early = 0.2 * ThreadLocalRandom.current().nextDouble();
		Duration pause = Duration.ofNanos((long) (this.here.settings().heartbeatInterval().toNanos() * (1 - early)));
		// Without the name there is nothing to renew: look out for its being freed, and
		// see every heartbeat of a twin.
		return (answer.status() == HeartbeatAnswer.Status.NAME_TAKEN) ? pause.dividedBy(3) : pause;
	}

	private void member(HeartbeatAnswer answer, long stamp) {
		if (answer.schema() > DatabagStore.SCHEMA) {
			this.membership.refused(Reason.NOT_JOINED);
			logger.warn("Group '" + this.here.identity().group() + "' is kept in version " + answer.schema()
					+ ", this process knows only version " + DatabagStore.SCHEMA + " and takes no part");
			return;
		}
		this.membership.told(answer);
		this.trust.renew(stamp, this.here.settings().renewDeadline());
		this.echoes.sent(this.sequence);
		changed(answer.changes());
		if (answer.lost()) {
			sendUnfinishedAgain();
			this.membership.forgetRead();
		}
		readIfChanged();
		this.runner.told(answer);
		this.leaderDuty.told(answer);
	}

	private void hinted(Hint hint) {
		if (this.stopped) {
			return;
		}
		if (hint instanceof Hint.Granted granted) {
			if (granted.bootId().equals(this.here.identity().bootId())) {
				this.runner.hint(granted.held());
			}
		}
		else if (hint instanceof Hint.Work work) {
			this.leaderDuty.work(work.dueIn());
		}
		else if (hint instanceof Hint.Echo echo) {
			this.echoes.heard(echo.bootId(), echo.sequence());
		}
		else if (!this.draining) {
			beat();
		}
	}

	@Override
	public void send(Outcome outcome) {
		FinishAnswer answer;
		try {
			answer = this.here.store()
				.finish(new FinishCommand(caller(0), outcome.token(), outcome.result(), outcome.dropReason(),
						outcome.delay(), this.runner.isBusy(), this.draining, true));
		}
		catch (StoreUnreachableException ex) {
			// A heartbeat will be told that the token is held, if this was lost.
			logger.debug("The outcome of token " + outcome.token() + " of " + this.here.identity() + " got no answer",
					ex);
			if (!this.stopped) {
				cancelNextBeat();
				this.nextBeat = this.mailbox.executeAfter(pauseAfterFailure(), this::beat);
			}
			return;
		}
		if (answer.status() == FinishAnswer.Status.STALE) {
			logger.warn("The outcome of token " + outcome.token() + " of " + this.here.identity()
					+ " came too late: the grant had been released");
			beat();
			return;
		}
		if (answer.status() == FinishAnswer.Status.APPLIED) {
			this.membership.ownStep(answer.rev());
		}
		else {
			// What the first answer said was lost with it: the databag still tells.
			this.membership.noted(answer.rev());
		}
		changed(answer.changes());
		readIfChanged();
		if (answer.held() != null) {
			this.runner.hint(answer.held());
		}
	}

	/**
	 * Take note of a request of this process that was answered.
	 */
	void requested(RequestAnswer answer) {
		this.mailbox.execute(() -> {
			this.membership.ownStep(answer.rev());
			if (this.membership.hasJoined()) {
				readIfChanged();
			}
		});
	}

	/**
	 * Read the databag if somebody else has changed it, so that nobody waits for an
	 * operation that has ended.
	 */
	private void readIfChanged() {
		if (!this.membership.needsReading()) {
			return;
		}
		Identity identity = this.here.identity();
		Collection<String> expected = this.ledger.unfinishedIds();
		try {
			UnitDatabag databag = this.here.store().databag(identity.group(), identity.unit());
			if (databag != null) {
				this.membership.read(databag.rev());
				this.ledger.reconcile(databag, expected).forEach(this::heardLate);
			}
		}
		catch (StoreUnreachableException ex) {
			logger.debug("The databag of " + identity + " could not be read; tried again at the next heartbeat", ex);
		}
	}

	private void heardLate(OperationOutcome outcome) {
		Identity identity = this.here.identity();
		DropReason dropped = outcome.dropped();
		this.here.announcer()
			.publish((dropped != null)
					? new OperationDroppedEvent(identity.group(), identity.unit(), outcome.operation(), dropped)
					: new OperationCompletedEvent(identity.group(), identity.unit(), outcome.operation(),
							this.runner.startedToken()));
	}

	private void sendUnfinishedAgain() {
		for (RequestCommand request : this.ledger.ownRequests()) {
			try {
				this.here.store()
					.request(new RequestCommand(request.caller(), request.requestId(), request.notAfter(), true,
							List.of(this.here.identity().unit()), request.operation(), request.maxQueueLength()));
			}
			catch (StoreUnreachableException ex) {
				logger.warn("An unfinished request of " + this.here.identity() + " could not be sent again", ex);
			}
		}
	}

	private void changed(List<Change> changes) {
		this.ledger.changes(this.here.identity().unit(), changes);
		this.here.announcer().changes(changes);
	}

	private void leaveNow() {
		if (this.stopped) {
			this.left.complete(null);
			return;
		}
		Outcome outcome = this.runner.outcome();
		if (outcome != null && outcome.token() == heldToken()) {
			send(outcome);
		}
		stop();
		try {
			changed(this.here.store()
				.leave(new LeaveCommand(caller(++this.sequence), this.runner.startedToken()))
				.changes());
		}
		catch (StoreUnreachableException ex) {
			logger.warn("The leave of " + this.here.identity() + " got no answer; its membership lapses", ex);
		}
		this.left.complete(null);
	}

	private long heldToken() {
		HeartbeatAnswer last = this.membership.lastAnswer();
		return (last != null && last.held() != null) ? last.held().token() : 0;
	}

	private void stop() {
		this.stopped = true;
		cancelNextBeat();
		this.leaderDuty.end();
		this.echoes.close();
		this.membership.refused(Reason.NOT_STARTED);
		this.ledger.close(new RollingOpsNoRelationException(Reason.NOT_STARTED,
				"The " + this.here.identity() + " has been stopped; its operations stay queued"));
	}

	private void cancelNextBeat() {
		if (this.nextBeat != null) {
			this.nextBeat.cancel(false);
			this.nextBeat = null;
		}
	}

	private Duration pauseAfterFailure() {
		Duration interval = this.here.settings().heartbeatInterval();
		return (interval.compareTo(LONGEST_PAUSE_AFTER_FAILURE) < 0) ? interval : LONGEST_PAUSE_AFTER_FAILURE;
	}

	@Override
	public @Nullable HeartbeatAnswer lastAnswer() {
		return this.membership.lastAnswer();
	}

	/**
	 * Return a future that completes with the first answer, or the first failure to get
	 * one.
	 */
	CompletableFuture<@Nullable Void> firstAnswer() {
		return this.firstAnswer;
	}

	Membership membership() {
		return this.membership;
	}

	Ledger ledger() {
		return this.ledger;
	}

	Surroundings surroundings() {
		return this.here;
	}

	boolean isSilent() {
		return this.echoes.isSilent();
	}

}
