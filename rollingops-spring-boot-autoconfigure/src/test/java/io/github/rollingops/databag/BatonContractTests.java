package io.github.rollingops.databag;

import java.time.Duration;

import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the holder passes the turn on, and when that is left to the leader.
 */
public abstract class BatonContractTests extends DatabagStoreContract {

	private TestUnit leader;

	private TestUnit a;

	private TestUnit b;

	@BeforeEach
	void letOneRunAndAnotherWait() {
		this.leader = this.fleet.joined("leader");
		this.a = this.fleet.joined("a");
		this.b = this.fleet.joined("b");
		this.a.request("reload");
		this.b.request("reload");
		this.leader.schedule();
		this.a.start();
	}

	@Test
	void finishPassesTheTurnOnInTheSameStep() {
		FinishAnswer answer = this.a.finish(Result.RELEASE);
		assertThat(types(answer.changes())).containsExactly(Type.COMPLETED, Type.GRANTED);
		assertThat(change(answer.changes(), Type.GRANTED).unit()).isEqualTo("b");
		assertThat(this.fleet.holder()).isEqualTo("b");
	}

	@Test
	void policyOfTheHeartbeatThatTakesTheLeaseAllowsIt() {
		this.fleet.passSeconds(15, this.a, this.b);
		assertThat(this.fleet.snapshot().leader()).isEqualTo("a");
		this.a.finish(Result.RELEASE);
		assertThat(this.fleet.holder()).isEqualTo("b");
	}

	@Test
	void retryGivesTheTurnAwayToo() {
		this.a.finish(Result.RETRY_RELEASE);
		assertThat(this.fleet.holder()).isEqualTo("b");
	}

	@Test
	void dueRetriesArePromotedByTheBatonToo() {
		this.a.finish(this.a.finishing(Result.RETRY_RELEASE, Duration.ofSeconds(3)));
		this.b.start();
		this.fleet.passSeconds(3, this.leader, this.a, this.b);
		this.b.finish(Result.RELEASE);
		assertThat(this.fleet.holder()).isEqualTo("a");
	}

	@Test
	void unitMayPassTheTurnToItsOwnNextOperation() {
		this.b.beatBusy();
		String next = this.a.request("rotate").id();
		FinishAnswer answer = this.a.finish(Result.RELEASE);
		assertThat(answer.held()).isNotNull();
		assertThat(answer.held().operationId()).isEqualTo(next);
	}

	@Test
	void turnIsNotPassedOnWhereThePolicyIsClosed() {
		this.leader.policy = closedPolicy();
		this.leader.schedule();
		this.a.finish(Result.RELEASE);
		assertThat(this.fleet.holder()).isEmpty();
		this.leader.schedule();
		assertThat(this.fleet.holder()).isEqualTo("b");
	}

	private static Policy closedPolicy() {
		Policy open = Policy.DEFAULT;
		return new Policy(false, open.leaseDuration(), open.renewDeadline(), open.maxHoldDelay(),
				open.maxReleaseDelay(), open.maxCutShortRuns(), open.departedRetention(), open.historySize());
	}

	@Test
	void turnIsNotPassedOnWithoutALiveLease() {
		this.leader.leave();
		this.a.finish(Result.RELEASE);
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void turnIsNotPassedOnAfterTheEndOfTheLease() {
		Policy open = Policy.DEFAULT;
		this.b.policy = new Policy(true, LEASE.multipliedBy(4), open.renewDeadline(), open.maxHoldDelay(),
				open.maxReleaseDelay(), open.maxCutShortRuns(), open.departedRetention(), open.historySize());
		this.b.beat();
		this.fleet.passSeconds(15);
		assertThat(this.fleet.snapshot().leader()).isNull();
		this.a.finish(Result.RELEASE);
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void turnIsNotPassedOnUnderThePolicyOfAnEarlierTerm() {
		this.leader.leave();
		this.b.policy = closedPolicy();
		assertThat(this.b.beat().leading()).isTrue();
		this.a.finish(Result.RELEASE);
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void turnIsNotPassedOnByAUnitThatMayNot() {
		this.a.mayPass = false;
		this.a.finish(Result.RELEASE);
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void turnIsNotPassedOnWhileItIsQuiet() {
		this.fleet.jump(Duration.ofMinutes(1));
		this.a.finish(Result.RELEASE);
		assertThat(this.fleet.holder()).isEmpty();
		assertThat(this.fleet.snapshot().quiet()).isEqualTo(LEASE);
	}

	@Test
	void leaderInALongPauseStallsNobody() {
		TestUnit c = this.fleet.joined("c");
		c.request("reload");
		this.a.finish(Result.RELEASE);
		this.b.start();
		this.b.finish(Result.RELEASE);
		assertThat(this.fleet.holder()).isEqualTo("c");
	}

}
