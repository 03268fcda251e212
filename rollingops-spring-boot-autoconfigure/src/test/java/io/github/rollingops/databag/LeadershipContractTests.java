package io.github.rollingops.databag;

import java.time.Duration;

import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who holds the lease, and what that allows.
 */
public abstract class LeadershipContractTests extends DatabagStoreContract {

	@Test
	void firstMemberLeads() {
		HeartbeatAnswer answer = this.fleet.unit("a").beat();
		assertThat(answer.leading()).isTrue();
		assertThat(answer.leader()).isEqualTo("a");
		assertThat(answer.term()).isEqualTo(1);
		assertThat(change(answer.changes(), Type.LEADER).unit()).isEqualTo("a");
		assertThat(this.fleet.snapshot().leader()).isEqualTo("a");
	}

	@Test
	void onlyOneLeads() {
		this.fleet.joined("a");
		HeartbeatAnswer answer = this.fleet.unit("b").beat();
		assertThat(answer.leading()).isFalse();
		assertThat(answer.leader()).isEqualTo("a");
		assertThat(answer.term()).isEqualTo(1);
	}

	@Test
	void heartbeatRenewsTheLease() {
		TestUnit a = this.fleet.joined("a");
		TestUnit b = this.fleet.joined("b");
		this.fleet.passSeconds(60, a, b);
		assertThat(this.fleet.snapshot().leader()).isEqualTo("a");
		assertThat(this.fleet.snapshot().term()).isEqualTo(1);
	}

	@Test
	void anotherTakesOverWhenTheLeaseEnds() {
		TestUnit b = leaderAndFollower();
		this.fleet.pass(LEASE.minusMillis(1), b);
		assertThat(this.fleet.snapshot().leader()).isEqualTo("a");
		this.fleet.pass(Duration.ofMillis(1));
		assertThat(this.fleet.snapshot().leader()).isNull();
		HeartbeatAnswer answer = b.beat();
		assertThat(answer.leading()).isTrue();
		assertThat(answer.term()).isEqualTo(2);
	}

	@Test
	void everybodyIsToldForHowLongTheLeaderIsSilent() {
		TestUnit a = this.fleet.joined("a");
		TestUnit b = this.fleet.joined("b");
		assertThat(b.beat().leaderSilence()).isZero();
		this.fleet.passSeconds(4);
		assertThat(b.beat().leaderSilence()).isEqualTo(Duration.ofSeconds(4));
		assertThat(a.beat().leaderSilence()).isZero();
		this.fleet.passSeconds(1);
		assertThat(b.beat().leaderSilence()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void leaderWithALeaseOfItsOwnIsSilentByThatOne() {
		Policy usual = Policy.DEFAULT;
		TestUnit a = this.fleet.unit("a");
		a.policy = new Policy(true, LEASE.multipliedBy(4), usual.renewDeadline(), usual.maxHoldDelay(),
				usual.maxReleaseDelay(), usual.maxCutShortRuns(), usual.departedRetention(), usual.historySize());
		a.beat();
		TestUnit b = this.fleet.joined("b");
		this.fleet.passSeconds(2);
		assertThat(b.beat().leaderSilence()).isEqualTo(Duration.ofSeconds(2));
	}

	private TestUnit leaderAndFollower() {
		this.fleet.joined("a");
		return this.fleet.joined("b");
	}

	@Test
	void leaseThatOutlivedItsEndByTheGroupClockIsTakenOver() {
		TestUnit b = leaderAndFollower();
		this.fleet.jump(Duration.ofHours(-1));
		b.beat();
		this.fleet.passSeconds(14, b);
		assertThat(b.beat().leading()).isFalse();
		this.fleet.passSeconds(1, b);
		assertThat(this.fleet.snapshot().leader()).isEqualTo("b");
	}

	@Test
	void leaderThatWasPausedPastItsLeaseSchedulesNothing() {
		TestUnit a = this.fleet.joined("a");
		TestUnit b = this.fleet.joined("b");
		this.fleet.passSeconds(16, b);
		b.request("reload");
		ScheduleAnswer answer = a.schedule();
		assertThat(answer.leading()).isFalse();
		assertThat(answer.changes()).isEmpty();
		assertThat(this.fleet.holder()).isEmpty();
		assertThat(b.schedule().leading()).isTrue();
		assertThat(this.fleet.holder()).isEqualTo("b");
	}

	@Test
	void earlierTermOfTheSameLifeSchedulesNothing() {
		TestUnit a = this.fleet.joined("a");
		ScheduleCommand earlier = a.scheduling();
		this.fleet.passSeconds(15);
		assertThat(a.beat().term()).isEqualTo(2);
		a.request("reload");
		assertThat(this.subject.store().schedule(earlier).leading()).isFalse();
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void nobodyElseSchedulesUnderTheLeadersTerm() {
		TestUnit a = this.fleet.joined("a");
		TestUnit b = this.fleet.joined("b");
		a.request("reload");
		ScheduleCommand stolen = new ScheduleCommand(b.caller(), 1, b.policy, b.schema);
		assertThat(this.subject.store().schedule(stolen).leading()).isFalse();
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void withoutALiveLeaseNothingIsGranted() {
		TestUnit leader = this.fleet.joined("a");
		TestUnit b = this.fleet.joined("b");
		TestUnit c = this.fleet.joined("c");
		b.request("reload");
		c.request("reload");
		leader.schedule();
		b.draining = true;
		c.schema = 0;
		this.fleet.passSeconds(15, b, c);
		assertThat(this.fleet.snapshot().leader()).isNull();
		c.schema = DatabagStore.SCHEMA;
		b.draining = false;
		assertThat(leader.schedule().leading()).isFalse();
		b.finish(b.finishing(Result.RELEASE));
		assertThat(this.fleet.holder()).isEmpty();
		assertThat(this.fleet.queue(b)).isEmpty();
	}

	@Test
	void leaderThatLeavesGivesTheLeaseUpAtOnce() {
		TestUnit a = this.fleet.joined("a");
		TestUnit b = this.fleet.joined("b");
		assertThat(types(a.leave().changes())).contains(Type.LEADER_GONE);
		assertThat(this.fleet.snapshot().leader()).isNull();
		assertThat(b.beat().leading()).isTrue();
	}

	@Test
	void unitThatDoesNotLeadGivesUpNoLeaseWhenItLeaves() {
		this.fleet.joined("a");
		this.fleet.joined("b").leave();
		assertThat(this.fleet.snapshot().leader()).isEqualTo("a");
	}

	@Test
	void drainingLeaderGivesTheLeaseUp() {
		TestUnit a = this.fleet.joined("a");
		HeartbeatAnswer answer = a.beatDraining();
		assertThat(answer.leading()).isFalse();
		assertThat(types(answer.changes())).contains(Type.LEADER_GONE);
		assertThat(this.fleet.snapshot().leader()).isNull();
	}

	@Test
	void drainingUnitDoesNotTakeTheLease() {
		TestUnit a = this.fleet.unit("a");
		assertThat(a.beatDraining().leading()).isFalse();
	}

	@Test
	void busyUnitLeads() {
		assertThat(this.fleet.unit("a").beatBusy().leading()).isTrue();
	}

	@Test
	void leaderThatLeavesWorkWaitingIsRefusedRenewal() {
		TestUnit a = this.fleet.joined("a");
		TestUnit b = this.fleet.joined("b");
		b.request("reload");
		a.beat();
		this.fleet.passSeconds(9, a, b);
		this.fleet.pass(Duration.ofMillis(999), a, b);
		assertThat(this.fleet.snapshot().leader()).isEqualTo("a");
		this.fleet.pass(Duration.ofMillis(1));
		HeartbeatAnswer answer = a.beat();
		assertThat(answer.leading()).isFalse();
		assertThat(types(answer.changes())).contains(Type.LEADER_GONE);
		assertThat(b.beat().leading()).isTrue();
	}

	@Test
	void leaderThatWasRefusedLeavesTheLeaseAloneForOneLease() {
		TestUnit a = this.fleet.joined("a");
		a.request("reload");
		a.beat();
		this.fleet.passSeconds(10, a);
		assertThat(this.fleet.snapshot().leader()).isNull();
		this.fleet.passSeconds(14, a);
		assertThat(this.fleet.snapshot().leader()).isNull();
		this.fleet.passSeconds(1, a);
		assertThat(this.fleet.snapshot().leader()).isEqualTo("a");
		assertThat(this.fleet.snapshot().term()).isEqualTo(2);
	}

	@Test
	void leaderThatSchedulesIsRenewedThoughWorkGoesOnWaiting() {
		TestUnit a = this.fleet.joined("a");
		TestUnit b = this.fleet.joined("b");
		b.request("reload");
		b.beat();
		this.fleet.jump(Duration.ofSeconds(8));
		for (int i = 0; i < 12; i++) {
			a.beat();
			a.schedule();
			this.fleet.passSeconds(1, b);
		}
		assertThat(this.fleet.holder()).isEmpty();
		assertThat(this.fleet.snapshot().leader()).isEqualTo("a");
	}

	@Test
	void runThatTakesLongIsNoNeglectOfTheLeaders() {
		TestUnit a = this.fleet.joined("a");
		TestUnit b = this.fleet.joined("b");
		TestUnit c = this.fleet.joined("c");
		b.request("reload");
		c.request("reload");
		a.schedule();
		b.start();
		this.fleet.passSeconds(40, a, b, c);
		assertThat(this.fleet.snapshot().term()).isEqualTo(1);
		assertThat(this.fleet.holder()).isEqualTo("b");
	}

	@Test
	void heartbeatTellsThatARequestWaits() {
		TestUnit a = this.fleet.joined("a");
		assertThat(a.beat().work()).isFalse();
		assertThat(a.beat().nextDue()).isNull();
		a.request("reload");
		assertThat(a.beat().work()).isTrue();
		assertThat(a.beat().nextDue()).isZero();
		a.schedule();
		assertThat(a.beat().work()).isFalse();
		assertThat(a.beat().nextDue()).isNull();
	}

	@Test
	void heartbeatTellsWhenARetryIsDue() {
		TestUnit a = this.fleet.joined("a");
		a.request("reload");
		a.schedule();
		a.start();
		a.finish(a.finishing(Result.RETRY_RELEASE, Duration.ofSeconds(7)));
		HeartbeatAnswer answer = a.beat();
		assertThat(answer.work()).isFalse();
		assertThat(answer.nextDue()).isEqualTo(Duration.ofSeconds(7));
		this.fleet.passSeconds(7);
		answer = a.beat();
		assertThat(answer.work()).isTrue();
		assertThat(answer.nextDue()).isZero();
	}

	@Test
	void heartbeatTellsThatAMembershipHasEnded() {
		TestUnit a = this.fleet.joined("a");
		this.fleet.joined("b");
		this.fleet.passSeconds(14, a);
		assertThat(a.beat().work()).isFalse();
		this.fleet.passSeconds(1);
		assertThat(a.beat().work()).isTrue();
		a.schedule();
		assertThat(a.beat().work()).isFalse();
	}

	@Test
	void scheduleSeesDepartedUnitsOff() {
		TestUnit a = this.fleet.joined("a");
		TestUnit b = this.fleet.joined("b");
		b.request("reload");
		b.beatBusy();
		this.fleet.passSeconds(15, a);
		ScheduleAnswer answer = a.schedule();
		assertThat(change(answer.changes(), Type.DEPARTED).unit()).isEqualTo("b");
		assertThat(this.fleet.place(b)).isEqualTo(Place.PARKED);
		assertThat(this.fleet.holder()).isEmpty();
		assertThat(types(a.schedule().changes())).isEmpty();
	}

	@Test
	void unitThatKnowsOnlyALowerSchemaJoinsButIsParkedAndDoesNotLead() {
		TestUnit a = newSchema("a");
		assertThat(a.beat().schema()).isEqualTo(2);
		a.leave();
		TestUnit old = this.fleet.unit("b");
		HeartbeatAnswer answer = old.beat();
		assertThat(answer.status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		assertThat(answer.schema()).isEqualTo(2);
		assertThat(answer.leading()).isFalse();
		TestUnit leader = newSchema("c");
		leader.beat();
		old.request("reload");
		assertThat(this.fleet.place(old)).isEqualTo(Place.PARKED);
		leader.schedule();
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void leaderRaisesTheSchemaOnceEveryLiveMemberKnowsTheHigherOne() {
		TestUnit leader = this.fleet.joined("a");
		TestUnit old = this.fleet.joined("b");
		leader.schema = 2;
		leader.beat();
		leader.schedule();
		assertThat(leader.beat().schema()).isEqualTo(1);
		old.leave();
		assertThat(leader.beat().schema()).isEqualTo(1);
		leader.schedule();
		assertThat(leader.beat().schema()).isEqualTo(2);
	}

	@Test
	void schemaIsNeverLowered() {
		TestUnit leader = newSchema("a");
		assertThat(leader.beat().leading()).isTrue();
		ScheduleCommand lower = new ScheduleCommand(leader.caller(), 1, leader.policy, 1);
		assertThat(this.subject.store().schedule(lower).leading()).isTrue();
		assertThat(leader.beat().schema()).isEqualTo(2);
	}

	private TestUnit newSchema(String name) {
		TestUnit unit = this.fleet.unit(name);
		unit.schema = 2;
		return unit;
	}

}
