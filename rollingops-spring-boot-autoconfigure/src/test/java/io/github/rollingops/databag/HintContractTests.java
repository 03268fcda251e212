package io.github.rollingops.databag;

import java.time.Duration;

import io.github.rollingops.databag.AdministrationCommand.Action;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.Hint.Granted;
import io.github.rollingops.databag.Hint.LeaderGone;
import io.github.rollingops.databag.Hint.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is told at once of what another did.
 */
public abstract class HintContractTests extends DatabagStoreContract {

	private TestUnit leader;

	private TestUnit a;

	private TestUnit b;

	private Hints ofLeader;

	private Hints ofA;

	private Hints ofB;

	@BeforeEach
	void listen() {
		this.leader = this.fleet.joined("leader");
		this.a = this.fleet.joined("a");
		this.b = this.fleet.joined("b");
		this.ofLeader = Hints.of(this.subject.store(), this.leader);
		this.ofA = Hints.of(this.subject.store(), this.a);
		this.ofB = Hints.of(this.subject.store(), this.b);
	}

	@AfterEach
	void close() {
		this.ofLeader.close();
		this.ofA.close();
		this.ofB.close();
	}

	@Test
	void requestWakesTheLeaderAlone() {
		this.a.request("reload");
		assertThat(this.ofLeader.now()).containsOnly(new Work(Duration.ZERO));
		assertThat(this.ofA.now()).isEmpty();
		assertThat(this.ofB.now()).isEmpty();
	}

	@Test
	void requestBehindAGrantWakesNobody() {
		this.a.request("reload");
		this.leader.schedule();
		this.ofLeader.now();
		this.b.request("reload");
		assertThat(this.ofLeader.now()).isEmpty();
	}

	@Test
	void unitFromWhichTheTurnIsTakenIsToldToBeat() {
		this.a.request("reload");
		this.leader.schedule();
		this.ofA.now();
		this.subject.store()
			.administer(new AdministrationCommand(Fleet.GROUP, "a", Action.RELEASE, "", "",
					this.fleet.snapshot().issued(), 0, "alice"));
		assertThat(this.ofA.now()).containsOnly(new Hint.Beat());
		assertThat(this.ofB.now()).isEmpty();
	}

	@Test
	void grantIsToldToItsUnitAlone() {
		this.a.request("reload");
		this.leader.schedule();
		GroupDatabag group = this.fleet.snapshot();
		assertThat(this.ofA.now()).singleElement().isInstanceOfSatisfying(Granted.class, (granted) -> {
			assertThat(granted.bootId()).isEqualTo(this.a.bootId());
			assertThat(granted.held().token()).isEqualTo(group.issued());
			assertThat(granted.held().operation()).isNotNull();
		});
		assertThat(this.ofB.now()).isEmpty();
	}

	@Test
	void batonTellsTheNextUnitAndNotTheLeader() {
		this.a.request("reload");
		this.b.request("reload");
		this.leader.schedule();
		this.a.start();
		this.ofLeader.now();
		this.a.finish(Result.RELEASE);
		assertThat(this.ofB.now()).singleElement().isInstanceOf(Granted.class);
		assertThat(this.ofLeader.now()).isEmpty();
	}

	@Test
	void finishWithoutTheBatonWakesTheLeader() {
		this.a.mayPass = false;
		this.a.request("reload");
		this.b.request("reload");
		this.leader.schedule();
		this.a.start();
		this.ofLeader.now();
		this.a.finish(Result.RELEASE);
		assertThat(this.ofLeader.now()).containsOnly(new Work(Duration.ZERO));
	}

	@Test
	void finishThatFindsNobodyTellsTheLeaderWhenARetryIsDue() {
		this.a.request("reload");
		this.leader.schedule();
		this.a.start();
		this.ofLeader.now();
		this.a.finish(this.a.finishing(Result.RETRY_RELEASE, Duration.ofSeconds(4)));
		assertThat(this.ofLeader.now()).containsExactly(new Work(Duration.ofSeconds(4)));
	}

	@Test
	void finishThatLeavesNothingWakesNobody() {
		this.a.request("reload");
		this.leader.schedule();
		this.a.start();
		this.ofLeader.now();
		this.a.finish(Result.RELEASE);
		assertThat(this.ofLeader.now()).isEmpty();
	}

	@Test
	void leaderThatLeavesWakesOneUnit() {
		this.leader.leave();
		assertThat(this.ofA.now().size() + this.ofB.now().size()).isEqualTo(1);
	}

	@Test
	void leaderThatDrainsWakesOneOther() {
		this.b.leave();
		this.leader.beatDraining();
		assertThat(this.ofA.now()).containsExactly(new LeaderGone());
	}

	@Test
	void heartbeatThatFindsNewWorkWakesTheLeader() {
		TestUnit gone = this.fleet.joined("gone");
		this.fleet.passSeconds(14, this.leader, this.a, this.b);
		this.ofLeader.now();
		this.fleet.passSeconds(1);
		this.a.beat();
		assertThat(this.ofLeader.now()).containsExactly(new Work(Duration.ZERO));
		assertThat(this.fleet.databag(gone).live()).isFalse();
		this.a.beat();
		assertThat(this.ofLeader.now()).isEmpty();
	}

	@Test
	void leaveUnderAGrantWakesTheLeader() {
		this.a.request("reload");
		this.leader.schedule();
		this.ofLeader.now();
		this.a.leave();
		assertThat(this.ofLeader.now()).containsExactly(new Work(Duration.ZERO));
	}

	@Test
	void subscriptionThatIsRenewedGoesOn() {
		this.ofA.renew();
		this.a.request("reload");
		this.leader.schedule();
		assertThat(this.ofA.now()).singleElement().isInstanceOf(Granted.class);
	}

	@Test
	void hintsOfOtherGroupsAreNotTold() {
		Caller elsewhere = new Caller("other", "a", "boot-x", 1);
		HeartbeatCommand beat = this.a.heartbeat();
		this.subject.store()
			.heartbeat(new HeartbeatCommand(elsewhere, beat.policy(), false, true, beat.callbackIds(), beat.schema(),
					"store", HeartbeatCommand.Known.NOTHING));
		assertThat(this.ofA.now()).isEmpty();
	}

}
