package io.github.rollingops.databag;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.FinishCommand.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The group's two clocks, whatever the host's clock does.
 */
public abstract class ClockContractTests extends DatabagStoreContract {

	private static final Duration LARGEST_ADVANCE = Policy.DEFAULT.largestAdvance();

	private TestUnit leader;

	private TestUnit a;

	private TestUnit b;

	@BeforeEach
	void join() {
		this.leader = this.fleet.joined("leader");
		this.a = this.fleet.joined("a");
		this.b = this.fleet.joined("b");
	}

	@Test
	void timeOfTheGroupBeginsWithTheHosts() {
		assertThat(this.a.beat().time())
			.isEqualTo(Duration.between(Instant.EPOCH, this.subject.clock().instant()).toNanos() / 1000);
	}

	@ParameterizedTest
	@ValueSource(longs = { 60, 3600, 86400 * 365 })
	void noMembershipEndsBecauseOfAnOutage(long seconds) {
		this.fleet.jump(Duration.ofSeconds(seconds));
		long before = this.leader.beat().time();
		assertThat(this.fleet.databag(this.a).live()).isTrue();
		this.fleet.pass(RENEW_DEADLINE.minusMillis(1), this.leader);
		assertThat(this.fleet.databag(this.a).live()).isTrue();
		this.fleet.pass(Duration.ofMillis(1), this.leader);
		assertThat(this.leader.beat().time() - before).isEqualTo(RENEW_DEADLINE.toNanos() / 1000);
		assertThat(this.fleet.databag(this.a).live()).isFalse();
	}

	@Test
	void readersSeeTheSameTimeAsTheNextStep() {
		this.fleet.jump(Duration.ofHours(1));
		assertThat(this.fleet.databag(this.a).live()).isTrue();
		assertThat(this.fleet.snapshot().quiet()).isEqualTo(LEASE);
		this.fleet.jump(Duration.ofHours(1));
		assertThat(this.fleet.databag(this.a).live()).isTrue();
	}

	@Test
	void outageBeginsOneLeaseWithoutAnyGrant() {
		this.a.request("reload");
		this.fleet.jump(LARGEST_ADVANCE.plusMillis(1));
		this.leader.beat();
		ScheduleAnswer answer = this.leader.schedule();
		assertThat(answer.changes()).isEmpty();
		assertThat(answer.nextDue()).isEqualTo(LEASE);
		this.fleet.passLed(14, this.leader, this.a);
		assertThat(this.fleet.holder()).isEmpty();
		this.fleet.passLed(1, this.leader, this.a);
		assertThat(this.fleet.holder()).isEqualTo("a");
	}

	@Test
	void largestAdvanceIsNoOutage() {
		this.a.request("reload");
		this.fleet.jump(LARGEST_ADVANCE);
		this.leader.schedule();
		assertThat(this.fleet.holder()).isEqualTo("a");
	}

	@Test
	void batonIsNotPassedOnInTheLeaseAfterAnOutage() {
		this.a.request("reload");
		this.b.request("reload");
		this.leader.schedule();
		this.a.start();
		this.fleet.jump(Duration.ofHours(1));
		this.leader.beat();
		this.a.finish(Result.RELEASE);
		assertThat(this.fleet.holder()).isEmpty();
		this.fleet.passLed(15, this.leader, this.a, this.b);
		assertThat(this.fleet.holder()).isEqualTo("b");
	}

	@Test
	void grantOutlivesAnOutage() {
		this.a.request("reload");
		this.leader.schedule();
		this.a.start();
		this.fleet.jump(Duration.ofHours(1));
		this.leader.beat();
		this.leader.schedule();
		assertThat(this.fleet.holder()).isEqualTo("a");
		assertThat(this.a.finish(Result.RELEASE).status()).isEqualTo(FinishAnswer.Status.APPLIED);
	}

	@Test
	void holdGoesOnInTheLeaseAfterAnOutage() {
		this.a.request("reload");
		this.leader.schedule();
		this.a.start();
		this.fleet.jump(Duration.ofHours(1));
		assertThat(this.a.finish(Result.RETRY_HOLD).held()).isNotNull();
		assertThat(this.fleet.holder()).isEqualTo("a");
	}

	@Test
	void secondOutageBeginsAnotherLeaseWithoutGrants() {
		this.a.request("reload");
		this.fleet.jump(Duration.ofHours(1));
		this.leader.beat();
		this.fleet.passLed(10, this.leader, this.a);
		this.fleet.jump(Duration.ofHours(1));
		this.leader.beat();
		assertThat(this.fleet.snapshot().quiet()).isEqualTo(LEASE);
	}

	@Test
	void groupThatAllHadLeftNeedsNoLeaseWithoutGrants() {
		this.a.request("reload");
		for (TestUnit unit : new TestUnit[] { this.a, this.b, this.leader }) {
			unit.leave();
		}
		this.fleet.jump(Duration.ofDays(1));
		TestUnit next = this.fleet.restarted(this.a);
		assertThat(next.beat().leading()).isTrue();
		next.schedule();
		assertThat(this.fleet.holder()).isEqualTo("a");
	}

	/**
	 * Found by the model of the clock: that nobody is a member shows that nobody can
	 * trust himself only as long as no membership has ended early.
	 */
	@Test
	void outageBeginsTheLeaseWithoutGrantsAgainThoughAllHaveLeftMeanwhile() {
		this.a.request("reload");
		this.leader.schedule();
		this.a.start();
		this.fleet.jump(Duration.ofHours(1));
		this.leader.beat();
		this.fleet.passSeconds(5, this.leader);
		this.fleet.jump(LARGEST_ADVANCE);
		this.leader.schedule();
		assertThat(this.fleet.databag(this.a).live()).as("membership of one who trusts himself for five seconds more")
			.isFalse();
		this.leader.leave();
		this.fleet.jump(Duration.ofHours(1));
		TestUnit next = this.fleet.restarted(this.leader);
		next.beat();
		next.request("reload");
		next.schedule();
		assertThat(this.fleet.holder()).isEmpty();
		assertThat(this.fleet.snapshot().quiet()).isEqualTo(LEASE);
	}

	@Test
	void timeStandsStillWhereTheHostsClockGoesBack() {
		long before = this.a.beat().time();
		this.fleet.jump(Duration.ofHours(-2));
		assertThat(this.a.beat().time()).isEqualTo(before);
		assertThat(this.fleet.snapshot().quiet()).isZero();
		this.fleet.passSeconds(3);
		assertThat(this.a.beat().time()).isEqualTo(before + 3_000_000);
	}

	@Test
	void membershipEndsOnTimeThoughTheHostsClockWentBack() {
		this.fleet.jump(Duration.ofHours(-2));
		this.leader.beat();
		this.fleet.passSeconds(14, this.leader);
		assertThat(this.fleet.databag(this.a).live()).isTrue();
		this.fleet.passSeconds(1, this.leader);
		assertThat(this.fleet.databag(this.a).live()).isFalse();
	}

	@Test
	void clockThatGoesBackAndReturnsIsAnOutage() {
		this.fleet.jump(Duration.ofHours(-2));
		this.leader.beat();
		this.fleet.jump(Duration.ofHours(2));
		this.leader.beat();
		assertThat(this.fleet.snapshot().quiet()).isEqualTo(LEASE);
		assertThat(this.fleet.databag(this.a).live()).isTrue();
	}

	@Test
	void timeOfASnapshotNeverGoesBack() {
		this.a.request("reload");
		Instant before = this.fleet.snapshot().takenAt();
		this.fleet.jump(Duration.ofHours(-2));
		this.a.request("rotate");
		assertThat(this.fleet.snapshot().takenAt()).isAfterOrEqualTo(before);
	}

	@Test
	void orderOfRequestsSurvivesAClockThatGoesBack() {
		this.b.request("reload");
		this.fleet.jump(Duration.ofHours(-2));
		this.a.request("reload");
		this.leader.schedule();
		assertThat(this.fleet.holder()).isEqualTo("b");
	}

	@Test
	void backOffIsMeasuredByTheTimeOfTheGroup() {
		this.a.mayPass = false;
		this.a.request("reload");
		this.leader.schedule();
		this.a.start();
		this.a.finish(this.a.finishing(Result.RETRY_RELEASE, Duration.ofSeconds(30)));
		this.fleet.jump(Duration.ofHours(-5));
		this.leader.beat();
		assertThat(this.leader.beat().nextDue()).isEqualTo(Duration.ofSeconds(30));
		this.fleet.jump(Duration.ofHours(10));
		this.leader.beat();
		assertThat(this.leader.beat().nextDue()).isEqualTo(Duration.ofSeconds(25));
	}

	/**
	 * Steps that refuse are steps all the same: were the time that they saw lost, the
	 * next one would take it for an outage.
	 */
	@ParameterizedTest
	@EnumSource
	void stepThatRefusesSavesTheClocks(Refusal refusal) {
		refusal.prepare.accept(this.fleet, this.a);
		long before = this.leader.beat().time();
		TestUnit caller = refusal.caller(this.fleet, this.a);
		for (int i = 0; i < 3; i++) {
			this.fleet.jump(LARGEST_ADVANCE);
			refusal.step.accept(this.subject.store(), caller);
		}
		assertThat(this.leader.beat().time() - before).isEqualTo(15_000_000);
		assertThat(this.fleet.snapshot().quiet()).isZero();
	}

	/**
	 * Each way to be refused.
	 */
	enum Refusal {

		LATE_HEARTBEAT((store, unit) -> {
			unit.sequence = 0;
			store.heartbeat(unit.heartbeat());
		}),

		NAME_TAKEN((fleet, unit) -> unit.policy = longLease(), (store, unit) -> store.heartbeat(unit.heartbeat()),
				true),

		SUPERSEDED((fleet, unit) -> {
			unit.leave();
			fleet.restarted(unit).beat();
		}, (store, unit) -> store.heartbeat(unit.heartbeat()), false),

		SCHEDULE_OF_ANOTHER((store, unit) -> store.schedule(unit.scheduling())),

		STALE_FINISH((store, unit) -> store
			.finish(new FinishCommand(unit.caller(), 17, Result.RELEASE, null, Duration.ZERO, false, false, true, ""))),

		LEAVE_OF_A_STRANGER((fleet, unit) -> {
		}, (store, unit) -> unit.leave(), true),

		REQUEST_OF_A_STRANGER((fleet, unit) -> {
		}, (store, unit) -> unit.send(unit.asking(Operation.create("reload", Map.of(), null))), true),

		REQUEST_TOO_LATE((store, unit) -> {
			RequestCommand command = unit.asking(Operation.create("reload", Map.of(), null));
			store.request(new RequestCommand(command.caller(), command.requestId(), 0, false, command.units(),
					command.operation(), 100));
		});

		private final BiConsumer<Fleet, TestUnit> prepare;

		private final BiConsumer<DatabagStore, TestUnit> step;

		private final boolean byAnotherLife;

		Refusal(BiConsumer<DatabagStore, TestUnit> step) {
			this((fleet, unit) -> {
			}, step, false);
		}

		Refusal(BiConsumer<Fleet, TestUnit> prepare, BiConsumer<DatabagStore, TestUnit> step, boolean byAnotherLife) {
			this.prepare = prepare;
			this.step = step;
			this.byAnotherLife = byAnotherLife;
		}

		TestUnit caller(Fleet fleet, TestUnit unit) {
			if (!this.byAnotherLife) {
				return unit;
			}
			unit.beat();
			return fleet.restarted(unit);
		}

		private static Policy longLease() {
			Policy usual = Policy.DEFAULT;
			return new Policy(true, Duration.ofMinutes(10), usual.renewDeadline(), usual.maxHoldDelay(),
					usual.maxReleaseDelay(), usual.maxCutShortRuns(), usual.departedRetention(), usual.historySize());
		}

	}

}
