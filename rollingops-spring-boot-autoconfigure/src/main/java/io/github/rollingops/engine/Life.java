package io.github.rollingops.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.Trouble;
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
import io.github.rollingops.databag.StoreUnreachableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One life of this unit in one group, from its first heartbeat to its leave. All but the
 * public state happens in its mailbox.
 */
final class Life implements Runner.Host, Heart.Body {

	private static final Log logger = LogFactory.getLog(Life.class);

	private final Surroundings here;

	private final Mailbox mailbox;

	private final Membership membership;

	private final Trust trust;

	private final Ledger ledger = new Ledger();

	private final Symptoms symptoms;

	private final Bookkeeping books;

	private final Heart heart;

	private final Runner runner;

	private final LeaderDuty leaderDuty;

	private final Echoes echoes;

	private final Idle idle;

	private final CompletableFuture<@Nullable Void> left = new CompletableFuture<>();

	/**
	 * What the group has not been heard to take note of.
	 */
	private @Nullable Outcome unanswered;

	private boolean draining;

	private volatile boolean stopped;

	Life(Surroundings here, Idle idle) {
		this.here = here;
		this.idle = idle;
		EngineThreads threads = here.threads();
		this.mailbox = new Mailbox(threads.work(), new Timers(threads.scheduler()));
		this.membership = new Membership(threads.nanoTime());
		this.trust = new Trust(threads.nanoTime());
		this.symptoms = new Symptoms(here.identity().unit(), threads.nanoTime());
		this.books = new Bookkeeping(here, this.mailbox, this.membership, this.ledger, this.symptoms);
		this.heart = new Heart(here, this.mailbox, this.membership, this);
		this.runner = new Runner(here, this.mailbox, this.trust, this.ledger, idle, this);
		this.leaderDuty = new LeaderDuty(here, this.mailbox, this.books::changed);
		this.echoes = new Echoes(here.identity(),
				() -> here.store()
					.subscribe(here.identity().group(), here.identity().unit(),
							(hint) -> this.mailbox.execute(() -> hinted(hint))),
				threads.nanoTime(), here.settings().heartbeatInterval().dividedBy(2));
	}

	/**
	 * Begin to beat, as soon as no callback of an earlier life has its thread any more.
	 */
	void start() {
		this.idle.then(() -> this.mailbox.execute(this::startNow));
	}

	private void startNow() {
		if (!this.stopped) {
			this.echoes.listen();
			this.heart.start();
		}
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
		if (this.membership.hasJoined()) {
			logger.warn("Stopping " + this.here.identity()
					+ " while its callback still runs: the group will see it as departed");
		}
		this.stopped = true;
		this.mailbox.execute(() -> {
			stop();
			this.echoes.close();
		});
	}

	@Override
	public void beat() {
		this.heart.beat();
	}

	@Override
	public HeartbeatCommand heartbeat(long sequence) {
		HeartbeatAnswer last = this.membership.lastAnswer();
		Known known = (last != null) ? new Known(last.storeId(), this.membership.rev(), this.runner.startedToken(),
				last.settledToken(), this.runner.running(), this.ledger.hasUnfinished()) : Known.NOTHING;
		List<String> callbackIds = new ArrayList<>(this.here.callbacks().callbackIds(this.here.identity().group()));
		callbackIds.sort(null);
		return new HeartbeatCommand(caller(sequence), this.here.settings().policy(), this.runner.isBusy(),
				this.draining, callbackIds, DatabagStore.SCHEMA, UUID.randomUUID().toString(), known);
	}

	private Caller caller(long sequence) {
		return this.here.identity().caller(sequence);
	}

	@Override
	public void outsider() {
		this.leaderDuty.end();
	}

	@Override
	public void member(HeartbeatAnswer answer, long stamp) {
		if (answer.schema() > DatabagStore.SCHEMA) {
			this.membership.refused(Reason.NOT_JOINED);
			this.membership.failed("the group is kept in version " + answer.schema() + ", this process knows only "
					+ DatabagStore.SCHEMA);
			logger.warn("Group '" + this.here.identity().group() + "' is kept in version " + answer.schema()
					+ ", this process knows only version " + DatabagStore.SCHEMA + " and takes no part");
			return;
		}
		this.membership.told(answer);
		this.runner.latch();
		this.trust.renew(stamp, this.here.settings().renewDeadline());
		this.symptoms.told(answer);
		this.echoes.sent();
		this.books.told(answer);
		this.runner.told(answer);
		this.leaderDuty.told(answer);
		this.books.catchUpLater();
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
			this.echoes.heard(echo.bootId());
		}
		else if (hint instanceof Hint.Beat || !this.draining) {
			beat();
		}
	}

	@Override
	public void send(Outcome outcome) {
		FinishAnswer answer;
		this.unanswered = outcome;
		try {
			answer = this.here.store()
				.finish(new FinishCommand(caller(0), outcome.token(), outcome.result(), outcome.dropReason(),
						outcome.delay(), this.runner.isBusy(), this.draining, true, outcome.stepsLeft()));
		}
		catch (StoreUnreachableException ex) {
			// A heartbeat will be told that the token is held, if this was lost.
			logger.debug("The outcome of token " + outcome.token() + " of " + this.here.identity() + " got no answer",
					ex);
			this.heart.beatSoon();
			return;
		}
		this.unanswered = null;
		this.books.finished(outcome, answer);
		if (answer.status() == FinishAnswer.Status.STALE) {
			logger.warn("The outcome of token " + outcome.token() + " of " + this.here.identity()
					+ " came too late: the grant had been released");
			beat();
			return;
		}
		if (answer.held() != null) {
			this.runner.hint(answer.held());
		}
	}

	/**
	 * Take note of a request of this process that was answered.
	 * @see Bookkeeping#requested
	 */
	void requested(RequestAnswer answer, boolean news) {
		this.mailbox.execute(() -> this.books.requested(answer, news));
	}

	/**
	 * Take note of what an operator of this process has changed.
	 */
	void administered(List<Change> changes) {
		this.mailbox.execute(() -> this.books.changed(changes));
	}

	/**
	 * Take note that somebody has learnt of an operation from the databag, which may have
	 * ended since.
	 */
	void learnt() {
		this.mailbox.execute(() -> {
			this.membership.forgetRead();
			this.books.catchUpLater();
		});
	}

	private void leaveNow() {
		if (this.stopped) {
			this.left.complete(null);
			return;
		}
		this.draining = true;
		this.runner.drain();
		if (this.runner.isBusy()) {
			// A grant came between the call and now.
			leave();
			return;
		}
		if (this.unanswered != null) {
			send(this.unanswered);
		}
		stop();
		try {
			this.books.changed(this.here.store()
				.leave(new LeaveCommand(caller(this.heart.nextSequence()), this.runner.startedToken()))
				.changes());
		}
		catch (StoreUnreachableException ex) {
			logger.warn("The leave of " + this.here.identity() + " got no answer; its membership lapses", ex);
		}
		this.echoes.close();
		this.left.complete(null);
	}

	private void stop() {
		this.books.close();
		this.stopped = true;
		this.heart.stop();
		this.runner.stop();
		this.leaderDuty.end();
		this.membership.refused(Reason.NOT_STARTED);
		this.ledger.close(new RollingOpsNoRelationException(Reason.NOT_STARTED,
				"The " + this.here.identity() + " has been stopped; its operations stay queued"));
	}

	@Override
	public @Nullable HeartbeatAnswer lastAnswer() {
		return this.membership.lastAnswer();
	}

	Heart heart() {
		return this.heart;
	}

	Trust trust() {
		return this.trust;
	}

	Membership membership() {
		return this.membership;
	}

	Runner runner() {
		return this.runner;
	}

	Ledger ledger() {
		return this.ledger;
	}

	Surroundings surroundings() {
		return this.here;
	}

	List<Trouble> troubles() {
		return new Troubles(this.here, this.membership, this.trust, this.echoes, this.idle, this.symptoms).list();
	}

	/**
	 * Return what is known here without asking anybody.
	 */
	Knowledge knowledge() {
		Run run = this.idle.running();
		return new Knowledge(this.here.identity().unit(), troubles(), this.symptoms.leaderless(),
				this.here.settings().silence(),
				(run != null) ? run.operation() + " under token " + run.fencingToken() : null);
	}

	boolean isSilent() {
		return this.echoes.isSilent();
	}

}
