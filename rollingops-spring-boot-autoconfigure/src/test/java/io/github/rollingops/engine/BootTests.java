package io.github.rollingops.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.rollingops.OperationContext;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.UnitSnapshot.Status;
import io.github.rollingops.databag.HeartbeatAnswer.Twin;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.event.OperationRetryScheduledEvent;
import io.github.rollingops.event.StaleGrantReleasedEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which process has a unit's name.
 */
class BootTests {

	private final EngineFleet fleet = new EngineFleet();

	private final UnitProcess leader = this.fleet.unit("leader").start();

	private final UnitProcess first = this.fleet.unit("unit").start();

	@Test
	void newBootWaitsUntilTheOldMembershipHasEnded() {
		String bootId = this.fleet.databag("unit").bootId();
		this.first.kill();
		UnitProcess second = this.fleet.unit("unit").start();
		assertThat(second.life().membership().trouble()).isEqualTo(Reason.NAME_TAKEN);
		this.fleet.advanceSeconds(11);
		assertThat(this.fleet.databag("unit").bootId()).isEqualTo(bootId);
		this.fleet.advanceSeconds(6);
		assertThat(this.fleet.databag("unit").bootId()).isNotEqualTo(bootId);
		second.request("reload");
		assertThat(second.runs).hasSize(1);
	}

	@Test
	void processThatComesBackAfterACrashDoesNotFail() {
		this.first.kill();
		UnitProcess second = this.fleet.unit("unit").start();
		this.fleet.advanceSeconds(11);
		assertThat(second.life().membership().trouble()).isEqualTo(Reason.NAME_TAKEN);
		assertThat(second.life().membership().hasLiveTwin()).isFalse();
		this.fleet.advanceSeconds(6);
		assertThat(second.life().membership().trouble()).isNull();
	}

	@Test
	void newBootGoesOnWithTheQueueAndTheRunCutShortCounts() {
		this.first.holdCallbacks();
		this.first.request("reload");
		this.first.kill();
		UnitProcess second = this.fleet.unit("unit").start();
		this.fleet.advanceSeconds(20);
		assertThat(second.runs).singleElement().extracting(OperationContext::attempt).isEqualTo(1);
	}

	@Test
	void joinUnderANewBootReleasesTheOldGrantAndBurnsItsToken() {
		this.first.holdCallbacks();
		this.first.request("reload");
		long token = this.fleet.token();
		this.first.kill();
		UnitProcess second = this.fleet.unit("unit").start();
		// The leader would release it too, but for its being away.
		this.leader.pause();
		this.fleet.advanceSeconds(20);
		assertThat(second.events(StaleGrantReleasedEvent.class)).singleElement()
			.satisfies((event) -> assertThat(event.fencingToken()).isEqualTo(token));
		assertThat(second.events(OperationRetryScheduledEvent.class)).hasSize(1);
		assertThat(second.runs).singleElement().satisfies((run) -> assertThat(run.fencingToken()).isGreaterThan(token));
	}

	@Test
	void liveTwinIsKnownByItsHeartbeats() {
		UnitProcess twin = this.fleet.unit("unit").start();
		assertThat(twin.life().membership().hasLiveTwin()).isFalse();
		this.fleet.beat();
		this.fleet.advanceSeconds(1);
		assertThat(twin.life().membership().hasLiveTwin()).isTrue();
		assertThat(twin.life().membership().twinDecided()).isDone();
		Twin refused = twin.life().membership().twin();
		assertThat(refused).isNotNull();
		assertThat(refused.bootId()).isEqualTo(this.fleet.databag("unit").bootId());
		assertThat(refused.sequence()).isGreaterThan(1);
		assertThat(refused.remaining()).isBetween(Duration.ofSeconds(11), EngineFleet.LEASE);
	}

	@Test
	void liveTwinAtStartUpEndsTheStart() {
		UnitProcess twin = this.fleet.unit("unit");
		CompletableFuture<Void> start = CompletableFuture.runAsync(() -> twin.engine().phases().get(1).start());
		while (!start.isDone()) {
			this.fleet.advance(Duration.ofMillis(100));
			Thread.onSpinWait();
		}
		assertThat(start).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(UnitNameTakenException.class, (ex) -> {
				assertThat(ex.getUnit()).isEqualTo("unit");
				assertThat(ex.getGroup()).isEqualTo("default");
				assertThat(ex).hasMessageContaining(this.fleet.databag("unit").bootId());
			});
		int heartbeats = twin.link.sent(HeartbeatCommand.class).size();
		this.fleet.advanceSeconds(30);
		assertThat(twin.link.sent(HeartbeatCommand.class)).hasSize(heartbeats);
	}

	@Test
	void twinThatIsFoundLaterDoesNotJoin() {
		UnitProcess late = this.fleet.unit("unit");
		late.link.cut();
		late.start();
		assertThat(late.life().heart().firstAnswer()).isDone();
		this.fleet.advanceSeconds(10);
		late.link.mend();
		this.fleet.advanceSeconds(120);
		assertThat(late.life().membership().hasLiveTwin()).isTrue();
		assertThatExceptionOfType(RollingOpsNoRelationException.class)
			.isThrownBy(() -> late.service().requestLock("reload"))
			.withMessageContaining("--rollingops.unit-name=b")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.NAME_TAKEN));
		this.first.request("reload");
		assertThat(this.first.runs).hasSize(1);
		assertThat(late.runs).isEmpty();
	}

	@Test
	void bootThatAnotherHasFollowedNeverJoinsAgain() {
		this.first.pause();
		UnitProcess second = this.fleet.unit("unit").start();
		this.fleet.advanceSeconds(20);
		String bootId = this.fleet.databag("unit").bootId();
		assertThat(second.service().state().status()).isEqualTo(Status.IDLE);
		second.kill();
		this.first.resume();
		this.fleet.advanceSeconds(120);
		assertThat(this.first.life().membership().trouble()).isEqualTo(Reason.NAME_TAKEN);
		assertThat(this.fleet.databag("unit").bootId()).isEqualTo(bootId);
		assertThat(this.fleet.databag("unit").live()).isFalse();
	}

	@Test
	void sameBootJoinsAgainAfterALapse() {
		this.first.link.cut();
		this.fleet.advanceSeconds(60);
		assertThat(this.fleet.databag("unit").live()).isFalse();
		this.first.link.mend();
		this.fleet.advanceSeconds(1);
		assertThat(this.fleet.databag("unit").live()).isTrue();
		this.first.request("reload");
		assertThat(this.first.runs).hasSize(1);
	}

}
