package io.github.rollingops.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import io.github.rollingops.DropReason;
import io.github.rollingops.Operation;
import io.github.rollingops.callback.RegisteredCallback;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatCommand.Running;
import io.github.rollingops.databag.Held;
import io.github.rollingops.event.GrantLostEvent;
import io.github.rollingops.event.OperationStartedEvent;
import io.github.rollingops.event.RollingOpsLockGrantedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which token is run, runs it, and keeps its outcome. Used in the mailbox only.
 */
final class Runner {

	private static final Logger logger = LoggerFactory.getLogger(Runner.class);

	private final Surroundings here;

	private final Mailbox mailbox;

	private final Trust trust;

	private final Ledger ledger;

	private final Watchdog watchdog;

	private final CallbackRunner callbackRunner;

	private final Host host;

	/**
	 * The highest token that was started or handed back: none up to it is started again,
	 * whoever names it.
	 */
	private long startedToken;

	private @Nullable Held candidate;

	private @Nullable Future<?> candidateTimer;

	private @Nullable Run run;

	private @Nullable Outcome outcome;

	private boolean draining;

	private final Idle idle;

	Runner(Surroundings here, Mailbox mailbox, Trust trust, Ledger ledger, Idle idle, Host host) {
		this.here = here;
		this.ledger = ledger;
		this.mailbox = mailbox;
		this.trust = trust;
		this.idle = idle;
		this.host = host;
		this.watchdog = new Watchdog(new Timers(here.threads().watchdog()), trust, this::grantLost);
		this.callbackRunner = new CallbackRunner(here.settings().retries(), new StepRunner(here), here.interceptors());
	}

	/**
	 * Take note of a grant that a message or the answer to a finish named: a hint, which
	 * is tested when the run starts.
	 */
	void hint(Held held) {
		if (held.token() > this.startedToken && (this.candidate == null || held.token() > this.candidate.token())) {
			this.candidate = held;
			startWhenDue(held);
		}
	}

	/**
	 * Take note of what a heartbeat was told.
	 */
	void told(HeartbeatAnswer answer) {
		Held held = answer.held();
		Run run = this.run;
		// An answer that was made before the token was issued says nothing about it.
		if (run != null && answer.issued() >= run.fencingToken() && (held == null || held.token() != run.fencingToken())
				&& run.lose()) {
			grantLost(run);
		}
		if (held == null || (run != null && run.fencingToken() == held.token())) {
			return;
		}
		if (this.outcome != null && this.outcome.token() == held.token()) {
			this.host.send(this.outcome);
		}
		else if (held.token() > this.startedToken) {
			this.candidate = held;
			startWhenDue(held);
		}
		else {
			// Burnt, and the word of it was lost: unless it is said again, a live unit
			// holds the lock for ever.
			handBack(held);
		}
	}

	/**
	 * Look at the clock before the deadline is moved: what has passed has passed, even if
	 * nothing of this process ran at that moment.
	 */
	void latch() {
		if (this.run != null && !this.run.isGranted() && this.run.lose()) {
			grantLost(this.run);
		}
	}

	/**
	 * Start no more; hand back what has not been started.
	 */
	void drain() {
		this.draining = true;
		if (this.candidate != null) {
			start();
		}
	}

	/**
	 * Start no more, and take the grant away from what runs.
	 */
	void stop() {
		this.draining = true;
		this.candidate = null;
		cancelTimer();
		if (this.run != null && this.run.lose()) {
			grantLost(this.run);
		}
	}

	private void startWhenDue(Held held) {
		cancelTimer();
		if (held.dueIn().isZero() || this.draining) {
			start();
		}
		else {
			this.candidateTimer = this.mailbox.executeAfter(held.dueIn(), this::start);
		}
	}

	private void cancelTimer() {
		if (this.candidateTimer != null) {
			this.candidateTimer.cancel(false);
			this.candidateTimer = null;
		}
	}

	/**
	 * Start the candidate if it passes the test that every run must pass; hand it back if
	 * it is held but cannot be run.
	 */
	private void start() {
		Held held = this.candidate;
		HeartbeatAnswer told = this.host.lastAnswer();
		if (held == null || told == null) {
			return;
		}
		boolean named = told.held() != null && told.held().token() == held.token();
		if (held.token() <= this.startedToken || (held.token() <= told.issued() && !named)) {
			// The message is older than what the last heartbeat was told: the grant may
			// have been given to somebody else since.
			this.candidate = null;
		}
		else if (this.draining || this.run != null) {
			handBack(held);
		}
		else if (this.trust.remaining().compareTo(this.here.settings().heartbeatInterval()) < 0) {
			this.host.beat();
		}
		else {
			start(held);
		}
	}

	private void handBack(Held held) {
		end(Outcome.unrun(held.token(), held.operationId()));
	}

	private void start(Held held) {
		Operation operation = held.operation();
		if (operation == null) {
			end(Outcome.dropped(held.token(), held.operationId(), DropReason.UNREADABLE));
			return;
		}
		Identity identity = this.here.identity();
		RegisteredCallback callback = this.here.callbacks().find(identity.group(), operation.callbackId());
		if (callback == null) {
			end(Outcome.dropped(held.token(), held.operationId(), DropReason.UNKNOWN_CALLBACK));
			return;
		}
		Duration timeout = callback.timeout();
		Run run = new Run(identity, operation, held.token(), this.trust, this.here.threads().nanoTime(),
				(timeout != null) ? timeout : this.here.settings().retries().operationTimeout());
		begin(run, callback);
	}

	private void begin(Run run, RegisteredCallback callback) {
		Identity identity = this.here.identity();
		burn(run.fencingToken());
		this.outcome = null;
		this.run = run;
		this.ledger.started(run.fencingToken(), run.operation().id());
		Runnable over = this.idle.end(run);
		new RunLog(run).with(logger.atInfo())
			.log("Starting {} on {} under token {}", run.operation(), identity, run.fencingToken());
		try {
			this.here.announcer()
				.publish(new RollingOpsLockGrantedEvent(identity.group(), identity.unit(), run.operation(),
						run.fencingToken()));
			this.here.announcer()
				.publish(new OperationStartedEvent(identity.group(), identity.unit(), run.operation(),
						run.fencingToken()));
			// First, since a callback that runs cannot be called back.
			this.watchdog.watch(run);
			this.here.threads().callbacks().execute(() -> this.callbackRunner.call(callback, run, (outcome) -> {
				this.mailbox.execute(() -> returned(outcome));
				over.run();
			}));
		}
		// Whatever it was, also an error for want of threads: what is not handed back is
		// held for ever.
		catch (RuntimeException | Error ex) {
			logger.warn("No thread to be had for {} on {}", run.operation(), identity, ex);
			run.leave();
			// Still busy when it is handed back: parked until the next heartbeat, or the
			// same grant would come back at once.
			end(Outcome.unrun(run.fencingToken(), run.operation().id()));
			this.run = null;
			over.run();
		}
	}

	private void returned(Outcome outcome) {
		this.run = null;
		end(outcome);
	}

	private void end(Outcome outcome) {
		burn(outcome.token());
		this.outcome = outcome;
		this.ledger.over(outcome);
		this.host.send(outcome);
	}

	private void burn(long token) {
		this.startedToken = Math.max(this.startedToken, token);
		this.candidate = null;
	}

	private void grantLost(Run run) {
		Identity identity = this.here.identity();
		new RunLog(run).with(logger.atWarn())
			.log("Lost the grant of token {} while {} runs on {}; its thread has been interrupted", run.fencingToken(),
					run.operation(), identity);
		this.here.announcer()
			.publish(new GrantLostEvent(identity.group(), identity.unit(), run.operation(), run.fencingToken()));
	}

	boolean isBusy() {
		return this.run != null;
	}

	long startedToken() {
		return this.startedToken;
	}

	/**
	 * Return the run that has not lost its grant, if there is one.
	 */
	@Nullable Running running() {
		Run run = this.run;
		return (run != null && run.isGranted()) ? new Running(run.fencingToken(), run.operation().id()) : null;
	}

	/**
	 * What a runner asks of the life that it belongs to.
	 */
	interface Host {

		/**
		 * Beat now.
		 */
		void beat();

		/**
		 * Tell the group what became of a token.
		 */
		void send(Outcome outcome);

		/**
		 * Return what the last heartbeat was told, or {@code null}.
		 */
		@Nullable HeartbeatAnswer lastAnswer();

	}

}
