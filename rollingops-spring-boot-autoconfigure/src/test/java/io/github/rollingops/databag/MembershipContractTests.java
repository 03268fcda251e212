package io.github.rollingops.databag;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.HeartbeatAnswer.Status;
import io.github.rollingops.databag.HeartbeatAnswer.Twin;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who belongs to the group, and which life has a name.
 */
public abstract class MembershipContractTests extends DatabagStoreContract {

	@Test
	void joinsWithTheFirstHeartbeat() {
		TestUnit a = this.fleet.unit("a");
		HeartbeatAnswer answer = a.beat();
		assertThat(answer.status()).isEqualTo(Status.MEMBER);
		assertThat(answer.storeId()).isEqualTo("store-of-" + a.bootId());
		assertThat(answer.schema()).isEqualTo(DatabagStore.SCHEMA);
		assertThat(answer.held()).isNull();
		assertThat(answer.lost()).isFalse();
		assertThat(types(answer.changes())).startsWith(Type.JOINED);
		UnitDatabag databag = this.fleet.databag(a);
		assertThat(databag.live()).isTrue();
		assertThat(databag.bootId()).isEqualTo(a.bootId());
		assertThat(databag.callbackIds()).containsExactlyElementsOf(a.callbackIds);
		assertThat(databag.place()).isEqualTo(Place.NONE);
	}

	@Test
	void laterMembersKeepTheStoreId() {
		TestUnit a = this.fleet.joined("a");
		assertThat(this.fleet.unit("b").beat().storeId()).isEqualTo(a.storeId);
	}

	@Test
	void groupThatWasNeverUsedIsEmpty() {
		GroupDatabag group = this.subject.store().snapshot("never-used");
		assertThat(group.units()).isEmpty();
		assertThat(group.leader()).isNull();
		assertThat(group.grant()).isNull();
		assertThat(group.storeId()).isEmpty();
		assertThat(this.subject.store().databag("never-used", "a")).isNull();
	}

	@Test
	void groupsAreIndependent() {
		this.fleet.joined("a");
		assertThat(this.subject.store().snapshot("other").units()).isEmpty();
	}

	@Test
	void membershipLastsALease() {
		TestUnit a = this.fleet.joined("a");
		this.fleet.pass(LEASE.minusMillis(1));
		assertThat(this.fleet.databag(a).live()).isTrue();
		this.fleet.pass(Duration.ofMillis(1));
		assertThat(this.fleet.databag(a).live()).isFalse();
	}

	@Test
	void heartbeatRenewsTheMembership() {
		TestUnit a = this.fleet.joined("a");
		this.fleet.passSeconds(14);
		assertThat(types(a.beat().changes())).doesNotContain(Type.JOINED);
		this.fleet.passSeconds(14);
		assertThat(this.fleet.databag(a).live()).isTrue();
	}

	@Test
	void unitWasLastSeenWithItsLastHeartbeat() {
		TestUnit a = this.fleet.joined("a");
		assertThat(this.fleet.databag(a).lastSeen()).isEqualTo(this.fleet.snapshot().takenAt());
		this.fleet.passSeconds(3, a);
		Instant seen = this.fleet.snapshot().takenAt();
		this.fleet.passSeconds(20);
		this.subject.store().heartbeat(late(a));
		a.request("reload");
		assertThat(this.fleet.databag(a).lastSeen()).isEqualTo(seen);
		a.leave();
		assertThat(this.fleet.databag(a).lastSeen()).isEqualTo(seen);
	}

	private static HeartbeatCommand late(TestUnit unit) {
		unit.sequence--;
		return unit.heartbeat();
	}

	@Test
	void sameLifeMayRejoinAfterALapse() {
		TestUnit a = this.fleet.joined("a");
		this.fleet.passSeconds(20);
		HeartbeatAnswer answer = a.beat();
		assertThat(answer.status()).isEqualTo(Status.MEMBER);
		assertThat(types(answer.changes())).contains(Type.JOINED);
		assertThat(this.fleet.databag(a).live()).isTrue();
	}

	@Test
	void heartbeatThatArrivesAfterALaterOneChangesNothing() {
		TestUnit a = this.fleet.joined("a");
		a.busy = true;
		HeartbeatCommand delayed = a.heartbeat();
		a.busy = false;
		a.beat();
		assertThat(this.subject.store().heartbeat(delayed).status()).isEqualTo(Status.LATE);
		assertThat(this.fleet.databag(a).busy()).isFalse();
	}

	@Test
	void delayedHeartbeatOfALifeThatLeftResurrectsNothing() {
		TestUnit a = this.fleet.joined("a");
		HeartbeatCommand delayed = a.heartbeat();
		assertThat(a.leave().left()).isTrue();
		assertThat(this.subject.store().heartbeat(delayed).status()).isEqualTo(Status.LATE);
		assertThat(this.fleet.databag(a).live()).isFalse();
	}

	@Test
	void delayedLeaveOfALifeThatBeatAfterwardsEndsNothing() {
		TestUnit a = this.fleet.joined("a");
		LeaveCommand delayed = new LeaveCommand(a.caller(), 0);
		a.beat();
		assertThat(this.subject.store().leave(delayed).left()).isFalse();
		assertThat(this.fleet.databag(a).live()).isTrue();
	}

	@Test
	void delayedLeaveOfAnEarlierLifeEndsNothing() {
		TestUnit old = this.fleet.joined("a");
		old.sequence = 100;
		this.fleet.passSeconds(15);
		TestUnit present = this.fleet.restarted(old);
		present.beat();
		LeaveAnswer answer = old.leave();
		assertThat(answer.left()).isFalse();
		assertThat(answer.changes()).isEmpty();
		assertThat(this.fleet.databag(present).live()).isTrue();
	}

	@Test
	void secondLifeWaitsUntilTheMembershipOfTheFirstEnds() {
		TestUnit first = this.fleet.joined("a");
		TestUnit second = this.fleet.restarted(first);
		this.fleet.passSeconds(14);
		assertThat(second.beat().status()).isEqualTo(Status.NAME_TAKEN);
		assertThat(this.fleet.databag(first).bootId()).isEqualTo(first.bootId());
		this.fleet.passSeconds(1);
		assertThat(second.beat().status()).isEqualTo(Status.MEMBER);
		assertThat(this.fleet.databag(first).bootId()).isEqualTo(second.bootId());
	}

	@Test
	void refusalOfASecondLifeNamesTheOtherAndShowsThatItRenews() {
		TestUnit first = this.fleet.joined("a");
		TestUnit second = this.fleet.restarted(first);
		this.fleet.passSeconds(3);
		assertThat(second.beat().twin()).isEqualTo(new Twin(first.bootId(), 1, Duration.ofSeconds(12)));
		first.beat();
		assertThat(second.beat().twin()).isEqualTo(new Twin(first.bootId(), 2, Duration.ofSeconds(15)));
	}

	@Test
	void restartedUnitJoinsAtOnceAfterALeave() {
		TestUnit first = this.fleet.joined("a");
		first.leave();
		assertThat(this.fleet.restarted(first).beat().status()).isEqualTo(Status.MEMBER);
	}

	@Test
	void lifeThatWasFollowedNeverJoinsAgain() {
		TestUnit first = this.fleet.joined("a");
		this.fleet.passSeconds(15);
		TestUnit second = this.fleet.restarted(first);
		second.beat();
		assertThat(first.beat().status()).isEqualTo(Status.SUPERSEDED);
		second.leave();
		assertThat(first.beat().status()).isEqualTo(Status.SUPERSEDED);
		this.fleet.passSeconds(60);
		assertThat(first.beat().status()).isEqualTo(Status.SUPERSEDED);
		assertThat(this.fleet.databag(second).live()).isFalse();
	}

	@Test
	void joinUnderANewLifeReleasesTheOldGrantAndCountsItInTheSameStep() {
		TestUnit leader = this.fleet.joined("leader");
		TestUnit first = this.fleet.joined("a");
		String operation = first.request("reload").id();
		leader.schedule();
		long token = first.start();
		this.fleet.passSeconds(15, leader);
		assertThat(this.fleet.holder()).isEqualTo("a");
		TestUnit second = this.fleet.restarted(first);
		HeartbeatAnswer answer = second.beat();
		assertThat(answer.held()).isNull();
		assertThat(types(answer.changes())).containsSubsequence(Type.STALE_RELEASED, Type.RETRY, Type.JOINED);
		assertThat(change(answer.changes(), Type.STALE_RELEASED).token()).isEqualTo(token);
		assertThat(this.fleet.holder()).isEmpty();
		assertThat(this.fleet.databag(second).queue().operations()).singleElement().satisfies((queued) -> {
			assertThat(queued.id()).isEqualTo(operation);
			assertThat(queued.attempt()).isEqualTo(1);
			assertThat(queued.cutShortRuns()).isEqualTo(1);
		});
		assertThat(this.fleet.place(second)).isEqualTo(Place.RETRIES);
	}

	@Test
	void tokenOfAnEarlierLifeIsBurntByTheJoin() {
		TestUnit leader = this.fleet.joined("leader");
		TestUnit first = this.fleet.joined("a");
		first.request("reload");
		leader.schedule();
		long token = first.start();
		this.fleet.passSeconds(15, leader);
		TestUnit second = this.fleet.restarted(first);
		second.beat();
		assertThat(first.finish(Result.RELEASE).status()).isEqualTo(FinishAnswer.Status.STALE);
		FinishCommand usurped = new FinishCommand(second.caller(), token, Result.RELEASE, null, Duration.ZERO, false,
				false, true, "");
		assertThat(this.subject.store().finish(usurped).status()).isEqualTo(FinishAnswer.Status.STALE);
		assertThat(this.fleet.queue(second)).hasSize(1);
	}

	@Test
	void leaveEndsTheMembershipAtOnceAndParksTheQueue() {
		TestUnit a = this.fleet.joined("a");
		String operation = a.request("reload").id();
		LeaveAnswer answer = a.leave();
		assertThat(answer.left()).isTrue();
		assertThat(types(answer.changes())).contains(Type.LEFT);
		assertThat(this.fleet.databag(a).live()).isFalse();
		assertThat(this.fleet.place(a)).isEqualTo(Place.PARKED);
		assertThat(this.fleet.queue(a)).containsExactly(operation);
	}

	@Test
	void queueOfAUnitThatLeftGoesOnWithItsNextLife() {
		TestUnit a = this.fleet.joined("a");
		String operation = a.request("reload").id();
		a.leave();
		TestUnit next = this.fleet.restarted(a);
		next.beat();
		assertThat(this.fleet.place(next)).isEqualTo(Place.REQUESTS);
		next.schedule();
		next.beat();
		assertThat(next.held().operationId()).isEqualTo(operation);
		assertThat(this.fleet.snapshot().grant()).isNotNull()
			.satisfies((grant) -> assertThat(grant.bootId()).isEqualTo(next.bootId()));
	}

	@Test
	void leaveHandsBackAGrantThatWasNotStarted() {
		TestUnit leader = this.fleet.joined("leader");
		TestUnit a = this.fleet.joined("a");
		a.request("reload");
		leader.schedule();
		LeaveAnswer answer = a.leave();
		assertThat(types(answer.changes())).contains(Type.HANDED_BACK).doesNotContain(Type.STALE_RELEASED);
		assertThat(this.fleet.holder()).isEmpty();
		TestUnit next = this.fleet.restarted(a);
		next.beat();
		assertThat(this.fleet.databag(next).queue().operations()).singleElement()
			.satisfies((queued) -> assertThat(queued.attempt()).isZero());
	}

	@Test
	void leaveUnderAGrantThatWasStartedCountsAsCutShort() {
		TestUnit leader = this.fleet.joined("leader");
		TestUnit a = this.fleet.joined("a");
		a.request("reload");
		leader.schedule();
		a.start();
		assertThat(types(a.leave().changes())).contains(Type.STALE_RELEASED);
		assertThat(this.fleet.holder()).isEmpty();
		TestUnit next = this.fleet.restarted(a);
		next.beat();
		assertThat(this.fleet.databag(next).queue().operations()).singleElement()
			.satisfies((queued) -> assertThat(queued.cutShortRuns()).isEqualTo(1));
	}

	@Test
	void databagTellsWhetherAUnitIsBusyOrDraining() {
		TestUnit a = this.fleet.joined("a");
		a.beatBusy();
		assertThat(this.fleet.databag(a).busy()).isTrue();
		a.busy = false;
		a.beatDraining();
		assertThat(this.fleet.databag(a).busy()).isFalse();
		assertThat(this.fleet.databag(a).draining()).isTrue();
	}

	@Test
	void snapshotListsUnitsByName() {
		for (String name : List.of("c", "a", "b")) {
			this.fleet.joined(name);
		}
		assertThat(this.fleet.snapshot().units()).extracting(UnitDatabag::unit).containsExactly("a", "b", "c");
	}

}
