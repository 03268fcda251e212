package io.github.rollingops.databag;

import java.time.Duration;

import io.github.rollingops.DropReason;
import io.github.rollingops.GroupSnapshot;
import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.UnitDatabag.Ended;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs whose unit went away, and what departed units leave behind.
 */
public abstract class CutShortContractTests extends DatabagStoreContract {

	private TestUnit leader;

	private TestUnit a;

	@BeforeEach
	void join() {
		this.leader = this.fleet.joined("leader");
		this.a = this.fleet.joined("a");
		this.a.mayPass = false;
	}

	private Operation grant(Operation operation) {
		Operation accepted = this.a.request(operation);
		this.leader.schedule();
		return accepted;
	}

	private void lapse() {
		this.fleet.passSeconds(15, this.leader);
		assertThat(types(this.leader.schedule().changes())).contains(Type.STALE_RELEASED);
	}

	/** Without a heartbeat, by which the start would be known. */
	private void startAtAHint() {
		GroupSnapshot.Grant grant = this.fleet.snapshot().grant();
		assertThat(grant).isNotNull();
		this.a.startedToken = grant.fencingToken();
	}

	private Operation head() {
		return this.fleet.databag(this.a).queue().operations().get(0);
	}

	@Test
	void runIsCountedWhenTheSameLifeComesBack() {
		Operation operation = grant(operation("reload", null));
		this.a.start();
		lapse();
		HeartbeatAnswer answer = this.a.beat();
		assertThat(change(answer.changes(), Type.RETRY).operation()).isEqualTo(operation);
		assertThat(head().attempt()).isEqualTo(1);
		assertThat(head().cutShortRuns()).isEqualTo(1);
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.RETRY_RELEASE);
		assertThat(this.fleet.databag(this.a).executedAt()).isNotNull();
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.RETRIES);
	}

	@Test
	void runIsCountedOnce() {
		grant(operation("reload", null));
		this.a.start();
		lapse();
		this.a.beat();
		assertThat(types(this.a.beat().changes())).doesNotContain(Type.RETRY);
		assertThat(head().attempt()).isEqualTo(1);
	}

	@Test
	void sameLifeThatNeverStartedTheTokenLosesNothing() {
		Operation operation = grant(operation("reload", 0));
		lapse();
		assertThat(types(this.a.beat().changes())).doesNotContain(Type.RETRY, Type.DROPPED);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.PARKED);
		assertThat(types(this.a.beat().changes())).doesNotContain(Type.RETRY, Type.DROPPED);
		assertThat(head().id()).isEqualTo(operation.id());
		assertThat(head().attempt()).isZero();
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.REQUEST);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
	}

	@Test
	void heartbeatOfBeforeTheTokenSaysNothingOfItsRun() {
		HeartbeatCommand late = this.a.heartbeat();
		grant(operation("reload", null));
		startAtAHint();
		lapse();
		HeartbeatAnswer answer = this.a.learn(this.subject.store().heartbeat(late));
		assertThat(answer.status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		assertThat(types(answer.changes())).contains(Type.JOINED).doesNotContain(Type.RETRY);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.PARKED);
		assertThat(types(this.a.beat().changes())).contains(Type.RETRY);
		assertThat(head().attempt()).isEqualTo(1);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.RETRIES);
	}

	@Test
	void runOfWhichOnlyALateHeartbeatWasHeardIsCountedByTheNextLife() {
		HeartbeatCommand late = this.a.heartbeat();
		grant(operation("reload", null));
		startAtAHint();
		lapse();
		assertThat(this.subject.store().heartbeat(late).status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		this.a.leave();
		this.fleet.restarted(this.a).beat();
		assertThat(head().attempt()).isEqualTo(1);
		assertThat(head().cutShortRuns()).isEqualTo(1);
	}

	@Test
	void heartbeatOfBeforeAHeldTokenWasStartedSaysNothingOfItsRun() {
		grant(operation("reload", null));
		this.a.beat();
		HeartbeatCommand late = this.a.heartbeat();
		startAtAHint();
		lapse();
		assertThat(this.subject.store().heartbeat(late).status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		assertThat(head().attempt()).isZero();
		this.a.beat();
		assertThat(head().attempt()).isEqualTo(1);
	}

	@Test
	void tokenThatWasStartedIsToldFromLaterOnes() {
		grant(operation("reload", null));
		this.a.start();
		this.a.finish(Result.RELEASE);
		grant(operation("reload", null));
		lapse();
		this.a.beat();
		assertThat(head().attempt()).isZero();
	}

	@Test
	void nextLifeCountsTheRunThoughItMayNotHaveStarted() {
		grant(operation("reload", null));
		lapse();
		this.fleet.restarted(this.a).beat();
		assertThat(head().attempt()).isEqualTo(1);
		assertThat(head().cutShortRuns()).isEqualTo(1);
	}

	@Test
	void operationThatKillsItsProcessIsDroppedAfterThreeRuns() {
		Operation operation = grant(operation("reload", null));
		String next = this.a.request("rotate").id();
		HeartbeatAnswer answer = null;
		for (int i = 0; i < 3; i++) {
			assertThat(this.fleet.queue(this.a)).startsWith(operation.id());
			lapse();
			this.a = this.fleet.restarted(this.a);
			answer = this.a.beat();
			if (i < 2) {
				this.leader.schedule();
			}
		}
		Change dropped = change(answer.changes(), Type.DROPPED);
		assertThat(dropped.detail()).isEqualTo("PROCESS_DIED");
		assertThat(dropped.operation()).isNotNull();
		assertThat(dropped.operation().cutShortRuns()).isEqualTo(3);
		assertThat(this.fleet.queue(this.a)).containsExactly(next);
		assertThat(this.fleet.databag(this.a).ended())
			.containsExactly(new Ended(operation.id(), DropReason.PROCESS_DIED));
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.REQUEST);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
	}

	@Test
	void failedRunsBetweenDoNotCountAsCutShort() {
		grant(operation("reload", null));
		for (int i = 0; i < 5; i++) {
			this.a.start();
			this.a.finish(Result.RETRY_RELEASE);
			this.leader.schedule();
		}
		this.a.start();
		lapse();
		this.a.beat();
		assertThat(head().attempt()).isEqualTo(6);
		assertThat(head().cutShortRuns()).isEqualTo(1);
	}

	@Test
	void runCutShortBeyondMaxRetryDropsTheOperation() {
		Operation operation = grant(operation("reload", 0));
		this.a.start();
		lapse();
		HeartbeatAnswer answer = this.a.beat();
		assertThat(change(answer.changes(), Type.DROPPED).detail()).isEqualTo("MAX_RETRY_EXCEEDED");
		assertThat(this.fleet.databag(this.a).ended())
			.containsExactly(new Ended(operation.id(), DropReason.MAX_RETRY_EXCEEDED));
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.NONE);
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.IDLE);
	}

	@Test
	void holdWhoseNextRunHadBegunIsCountedAndWaitsAsARetry() {
		grant(operation("reload", null));
		this.a.start();
		this.a.finish(Result.RETRY_HOLD);
		this.a.start();
		lapse();
		this.a.beat();
		assertThat(head().attempt()).isEqualTo(2);
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.RETRY_RELEASE);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.RETRIES);
	}

	@Test
	void holdThatWasLostBeforeItsNextRunStaysAHold() {
		grant(operation("reload", null));
		this.a.start();
		this.a.finish(this.a.finishing(Result.RETRY_HOLD, Duration.ofSeconds(5)));
		lapse();
		this.a.beat();
		this.a.beat();
		assertThat(head().attempt()).isEqualTo(1);
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.RETRY_HOLD);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
	}

	@Test
	void queueOfADepartedUnitIsKeptForItsRetention() {
		slow(this.leader);
		String operation = this.a.request("reload").id();
		depart();
		passHours(23);
		assertThat(this.leader.schedule().changes()).isEmpty();
		assertThat(this.fleet.queue(this.a)).containsExactly(operation);
		this.fleet.restarted(this.a).beat();
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
	}

	@Test
	void queueOfADepartedUnitIsDroppedAfterItsRetentionAndItsDatabagAnHourLater() {
		slow(this.leader);
		Operation first = this.a.request("reload");
		Operation second = this.a.request("rotate");
		depart();
		passHours(24);
		ScheduleAnswer dropped = this.leader.schedule();
		assertThat(dropped.changes()).extracting(Change::type).containsExactly(Type.DROPPED, Type.DROPPED);
		assertThat(dropped.changes()).extracting(Change::operation).containsExactly(first, second);
		assertThat(dropped.changes()).extracting(Change::detail).containsOnly("UNIT_FORGOTTEN");
		UnitDatabag emptied = this.fleet.databag(this.a);
		assertThat(emptied.queue().isEmpty()).isTrue();
		assertThat(emptied.intent()).isEqualTo(LockIntent.IDLE);
		assertThat(emptied.bootId()).isEqualTo(this.a.bootId());
		assertThat(emptied.sequence()).isEqualTo(this.a.sequence);
		assertThat(emptied.ended()).containsExactly(new Ended(first.id(), DropReason.UNIT_FORGOTTEN),
				new Ended(second.id(), DropReason.UNIT_FORGOTTEN));
		this.fleet.pass(Duration.ofMinutes(59), this.leader);
		assertThat(this.leader.schedule().changes()).isEmpty();
		this.fleet.pass(Duration.ofMinutes(1), this.leader);
		assertThat(types(this.leader.schedule().changes())).containsExactly(Type.FORGOTTEN);
		assertThat(this.subject.store().databag(Fleet.GROUP, "a")).isNull();
	}

	@Test
	void queueOfADepartedUnitWhoseHeadWasEvictedIsKeptAsLong() {
		slow(this.leader);
		Operation operation = this.a.request("reload");
		depart();
		this.subject.forgetHeads();
		passHours(2);
		assertThat(this.leader.schedule().changes()).isEmpty();
		assertThat(this.fleet.queue(this.a)).containsExactly(operation.id());
		passHours(22);
		assertThat(types(this.leader.schedule().changes())).containsExactly(Type.DROPPED);
	}

	@Test
	void databagOfADepartedUnitWithoutWorkGoesAfterAnHour() {
		slow(this.leader);
		depart();
		this.fleet.pass(Duration.ofMinutes(59), this.leader);
		assertThat(this.leader.schedule().changes()).isEmpty();
		this.fleet.pass(Duration.ofMinutes(1), this.leader);
		assertThat(change(this.leader.schedule().changes(), Type.FORGOTTEN).unit()).isEqualTo("a");
		assertThat(this.subject.store().databag(Fleet.GROUP, "a")).isNull();
	}

	@Test
	void liveUnitsAreNeverCollected() {
		slow(this.leader);
		slow(this.a);
		this.a.request("reload");
		this.a.beatBusy();
		for (int i = 0; i < 50; i++) {
			this.fleet.pass(Duration.ofHours(1), this.leader, this.a);
			assertThat(this.leader.schedule().changes()).isEmpty();
		}
		assertThat(this.fleet.queue(this.a)).hasSize(1);
	}

	@Test
	void runCutShortOfAForgottenUnitIsForgottenToo() {
		slow(this.leader);
		grant(operation("reload", null));
		this.a.start();
		depart();
		passHours(26);
		assertThat(types(this.leader.schedule().changes())).containsExactly(Type.DROPPED);
		TestUnit next = this.fleet.restarted(this.a);
		assertThat(types(next.beat().changes())).doesNotContain(Type.RETRY);
		assertThat(this.fleet.databag(next).intent()).isEqualTo(LockIntent.IDLE);
	}

	private void depart() {
		this.a.leave();
		this.leader.schedule();
	}

	private void passHours(int hours) {
		this.fleet.pass(Duration.ofHours(hours), this.leader);
	}

	/**
	 * Let a day pass in few steps.
	 */
	private void slow(TestUnit unit) {
		Policy usual = Policy.DEFAULT;
		unit.policy = new Policy(true, Duration.ofHours(4), Duration.ofHours(1), usual.maxHoldDelay(),
				usual.maxReleaseDelay(), usual.maxCutShortRuns(), usual.departedRetention(), usual.historySize());
		unit.beat();
		this.leader.schedule();
		this.fleet.tick(Duration.ofHours(1));
	}

}
