package io.github.rollingops.engine;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.LockRequest;
import io.github.rollingops.OperationResult;
import io.github.rollingops.databag.Hint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hint is never the truth, and never needed.
 */
class HintTests {

	private final EngineFleet fleet = new EngineFleet();

	private final UnitProcess a = this.fleet.unit("a").start();

	private final UnitProcess b = this.fleet.unit("b").start();

	@Test
	void lostGrantMessageCostsAtMostOneHeartbeat() {
		this.b.link.hints.lose(Hint.Granted.class::isInstance);
		this.b.request("reload");
		assertThat(this.fleet.holder()).isEqualTo("b");
		assertThat(this.b.runs).isEmpty();
		this.fleet.beat();
		assertThat(this.b.runs).hasSize(1);
	}

	@Test
	void unitThatHearsNothingGoesByItsHeartbeatsAndSaysSo() {
		this.b.link.hints.lose((hint) -> true);
		this.fleet.advanceSeconds(12);
		assertThat(this.b.life().isSilent()).isTrue();
		assertThat(this.a.life().isSilent()).isFalse();
		this.b.request("reload");
		this.fleet.beat();
		assertThat(this.b.runs).hasSize(1);
	}

	@Test
	void leaderThatHearsNothingSchedulesByItsHeartbeats() {
		this.a.link.hints.lose((hint) -> true);
		this.b.link.hints.lose((hint) -> true);
		this.b.service().requestLockOnAllUnits(LockRequest.of("reload"));
		this.b.answer(OperationResult.RETRY_RELEASE);
		this.fleet.advanceSeconds(20);
		assertThat(this.fleet.turns).containsExactly("a", "b", "b");
	}

	@Test
	void unitThatHearsNothingSubscribesAnew() {
		this.b.link.hints.loseAllUntilRenewed();
		this.fleet.advanceSeconds(20);
		assertThat(this.b.link.hints.renewals()).isEqualTo(1);
		assertThat(this.b.life().isSilent()).isFalse();
		this.b.request("reload");
		assertThat(this.b.runs).hasSize(1);
	}

	@Test
	void unitGoesOnSubscribingAsLongAsItHearsNothing() {
		this.b.link.hints.lose((hint) -> true);
		this.fleet.advanceSeconds(60);
		assertThat(this.b.link.hints.renewals()).isBetween(5, 15);
		this.b.link.hints.mend();
		this.fleet.advanceSeconds(6);
		assertThat(this.b.life().isSilent()).isFalse();
	}

	@Test
	void unitThatHearsItselfKeepsItsSubscription() {
		this.fleet.advance(Duration.ofMinutes(5));
		assertThat(List.of(this.a, this.b)).allSatisfy((unit) -> {
			assertThat(unit.link.hints.renewals()).isZero();
			assertThat(unit.life().isSilent()).isFalse();
		});
	}

	@Test
	void heartbeatsInAHurryAreNoSignOfSilence() {
		this.fleet.advanceSeconds(10);
		this.b.link.hints.hold(Hint.Echo.class::isInstance);
		for (int i = 0; i < 5; i++) {
			this.b.link.hints.deliver(new Hint.LeaderGone());
			this.fleet.settle();
		}
		this.b.link.hints.release();
		this.fleet.settle();
		assertThat(this.b.link.hints.renewals()).isZero();
	}

	@Test
	void subscriptionThatNeedsAMomentIsGivenOne() {
		UnitProcess c = this.fleet.unit("c");
		c.link.hints.lose((hint) -> true);
		c.start();
		c.link.hints.mend();
		this.fleet.advanceSeconds(30);
		assertThat(c.link.hints.renewals()).isZero();
	}

	@Test
	void unitThatCannotSubscribeJoinsAllTheSame() {
		UnitProcess c = this.fleet.unit("c");
		c.link.refuseSubscriptions(2);
		c.start();
		c.request("reload");
		this.fleet.beat();
		assertThat(c.runs).hasSize(1);
		this.fleet.advanceSeconds(30);
		assertThat(c.link.openSubscriptions()).isEqualTo(1);
		assertThat(c.life().isSilent()).isFalse();
	}

}
