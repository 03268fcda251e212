package io.github.rollingops.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.StoreUnreachableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Beats from its start to its stop, whatever the answers are. Used in the mailbox only.
 */
final class Heart {

	private static final Logger logger = LoggerFactory.getLogger(Heart.class);

	private final Surroundings here;

	private final Membership membership;

	private final Body body;

	private final BeatTimer next;

	private final CompletableFuture<@Nullable Void> firstAnswer = new CompletableFuture<>();

	private boolean beating;

	private long sequence;

	private boolean unanswered;

	Heart(Surroundings here, Mailbox mailbox, Membership membership, Body body) {
		this.here = here;
		this.membership = membership;
		this.body = body;
		// From the names: that spreads a fleet, and is the same whenever a test is run.
		SplittableRandom jitter = new SplittableRandom(Objects.hash(here.identity().group(), here.identity().unit()));
		this.next = new BeatTimer(mailbox, here.settings().heartbeatInterval(), this::beat, jitter);
	}

	void start() {
		this.beating = true;
		beat();
	}

	void stop() {
		this.beating = false;
		this.next.cancel();
	}

	/**
	 * Beat as soon as after a failure, since something else got no answer.
	 */
	void beatSoon() {
		if (this.beating) {
			this.next.set(this.next.afterFailure());
		}
	}

	/**
	 * Beat now.
	 */
	void beat() {
		if (!this.beating) {
			return;
		}
		this.next.cancel();
		Duration pause = this.next.afterFailure();
		try {
			// Before it is sent: however late the answer is, the unit stops trusting it
			// before the group stops counting on the unit.
			long stamp = this.here.threads().nanoTime().getAsLong();
			HeartbeatAnswer answer = this.here.store().heartbeat(this.body.heartbeat(nextSequence()));
			pause = told(answer, stamp);
		}
		catch (StoreUnreachableException ex) {
			this.membership.failed(ex.getMessage());
			silence(ex);
			if (!this.membership.hasJoined()) {
				this.membership.refused(Reason.STORE_UNREACHABLE);
			}
		}
		catch (RuntimeException ex) {
			this.membership.failed(ex.toString());
			logger.error("A heartbeat of {} failed", this.here.identity(), ex);
		}
		finally {
			// Whatever happened: nothing but a stop ends the beating.
			if (this.beating && !this.next.isSet()) {
				this.next.set(pause);
			}
			this.firstAnswer.complete(null);
		}
	}

	/**
	 * Take note of an answer.
	 * @return how long to wait before the next heartbeat
	 */
	private Duration told(HeartbeatAnswer answer, long stamp) {
		if (this.unanswered) {
			this.unanswered = false;
			line(logger.atInfo()).log("Heartbeats of {} are answered again", this.here.identity());
		}
		switch (answer.status()) {
			case MEMBER -> this.body.member(answer, stamp);
			case NAME_TAKEN, SUPERSEDED -> {
				if (this.membership.nameTaken(answer.twin())) {
					logger.warn("The name of {} belongs to another process ({}, {}); this one takes no part",
							this.here.identity(), answer.status(), answer.twin());
				}
				this.body.outsider();
				// There is nothing to renew: look out for the name's being freed, and see
				// every heartbeat of a twin.
				return this.next.regular().dividedBy(3);
			}
			case LATE -> {
				return this.next.afterFailure();
			}
		}
		return this.next.regular();
	}

	/**
	 * Say so once: the next ones go unanswered for the same reason.
	 */
	private void silence(StoreUnreachableException ex) {
		boolean news = !this.unanswered;
		this.unanswered = true;
		line(logger.atLevel(news ? Level.WARN : Level.DEBUG)).setCause(news ? null : ex)
			.log("No answer to a heartbeat of {}: {}", this.here.identity(), ex.getMessage());
	}

	private LoggingEventBuilder line(LoggingEventBuilder line) {
		Identity identity = this.here.identity();
		return line.addKeyValue(RunLog.GROUP, identity.group()).addKeyValue(RunLog.UNIT, identity.unit());
	}

	/**
	 * Return a number above that of every heartbeat so far.
	 */
	long nextSequence() {
		return ++this.sequence;
	}

	/**
	 * Return a future that completes with the first answer, or the first failure to get
	 * one.
	 */
	CompletableFuture<@Nullable Void> firstAnswer() {
		return this.firstAnswer;
	}

	/**
	 * What a heart beats for.
	 */
	interface Body {

		/**
		 * Return the heartbeat to send.
		 */
		HeartbeatCommand heartbeat(long sequence);

		/**
		 * Take note of an answer by which the unit is a member.
		 * @param answer the answer
		 * @param stamp {@code nanoTime} before the heartbeat was sent
		 */
		void member(HeartbeatAnswer answer, long stamp);

		/**
		 * Take note that another life has this unit's name.
		 */
		void outsider();

	}

}
