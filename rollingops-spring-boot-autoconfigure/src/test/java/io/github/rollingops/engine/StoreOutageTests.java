package io.github.rollingops.engine;

import java.util.List;

import io.github.rollingops.LockRequest;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.event.GrantLostEvent;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.StaleGrantReleasedEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StoreOutageTests {

	private final EngineFleet fleet = new EngineFleet();

	@Test
	void unitStartsWithoutAStoreAndJoinsWhenThereIsOne() {
		UnitProcess a = this.fleet.unit("a");
		a.link.cut();
		a.start();
		assertThatExceptionOfType(RollingOpsNoRelationException.class)
			.isThrownBy(() -> a.service().requestLock("reload"))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.STORE_UNREACHABLE));
		this.fleet.advanceSeconds(60);
		a.link.mend();
		this.fleet.advanceSeconds(1);
		a.request("reload");
		assertThat(a.runs).hasSize(1);
	}

	@Test
	void heartbeatFollowsAFailedOneAfterASecond() {
		UnitProcess a = this.fleet.unit("a").start();
		this.fleet.advanceSeconds(10);
		a.link.cut();
		this.fleet.beat();
		a.link.forgetSent();
		this.fleet.advanceSeconds(10);
		assertThat(a.link.sent(HeartbeatCommand.class)).hasSize(10);
	}

	@Test
	void failureOfAnyKindDoesNotEndTheBeating() {
		UnitProcess a = this.fleet.unit("a").start();
		a.link.changeAnswer(Step.HEARTBEAT, (answer) -> {
			throw new IllegalStateException("broken");
		});
		this.fleet.advanceSeconds(6);
		a.link.forgetSent();
		this.fleet.advanceSeconds(6);
		assertThat(a.link.sent(HeartbeatCommand.class)).hasSizeGreaterThan(1);
	}

	@Test
	void outageThatIsShorterThanTheDeadlineInterruptsNobody() throws Exception {
		BlockingCallback callback = BlockingCallback.obedient();
		UnitProcess a = this.fleet.unit("a").callback("long", callback).callbackExecutor(callback).start();
		a.request("long");
		OperationContext context = callback.awaitCall();
		a.link.cut();
		this.fleet.advanceSeconds(6);
		a.link.mend();
		this.fleet.advanceSeconds(20);
		assertThat(context.isGranted()).isTrue();
		callback.answer(OperationResult.RELEASE);
		this.fleet.settle();
		assertThat(a.events(OperationCompletedEvent.class)).hasSize(1);
	}

	@Test
	void outageOfALeaseGrantsNothingAtFirstAndLosesNoQueue() {
		List<UnitProcess> units = this.fleet.start("a", "b", "c");
		units.get(2).holdCallbacks();
		units.get(2).request("reload");
		units.get(1).service().requestLockOnAllUnits(LockRequest.of("reload").withKwarg("part", 2));
		this.fleet.settle();
		units.forEach((unit) -> unit.link.cut());
		this.fleet.advanceSeconds(120);
		assertThat(units.get(2).events(GrantLostEvent.class)).hasSize(1);
		units.forEach((unit) -> unit.link.mend());
		this.fleet.advanceSeconds(2);
		assertThat(this.fleet.databag().units()).allMatch((unit) -> unit.live());
		assertThat(this.fleet.turns).isEmpty();
		// The run of c still waits for its thread: its unit was never seen to depart, and
		// so keeps its grant until it is clear that the run will not begin.
		assertThat(this.fleet.holder()).isEqualTo("c");
		units.get(2).letCallbacksReturn();
		this.fleet.advanceSeconds(1);
		assertThat(this.fleet.turns).isEmpty();
		assertThat(this.fleet.holder()).isNull();
		this.fleet.advanceSeconds(20);
		assertThat(this.fleet.turns).containsExactlyInAnyOrder("c", "a", "b", "c");
		assertThat(this.fleet.databag().units()).allMatch((unit) -> unit.queue().isEmpty());
	}

	@Test
	void unitThatAloneIsCutOffLosesItsGrantAndReturns() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		UnitProcess b = units.get(1);
		b.holdCallbacks();
		b.request("reload");
		units.get(0).request("reload");
		b.link.cut();
		this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
		assertThat(this.fleet.turns).containsExactly("a");
		assertThat(units.get(0).events(StaleGrantReleasedEvent.class)).hasSize(1);
		b.link.mend();
		b.letCallbacksReturn();
		this.fleet.advanceSeconds(6);
		// The first run came too late to its thread, and had been given up already.
		assertThat(this.fleet.turns).containsExactly("a", "b");
		assertThat(b.runs).extracting(OperationContext::attempt).containsExactly(1);
	}

	@Test
	void answerThatIsTooLateSetsNoDeadlineThatTheGroupDoesNotKnow() {
		UnitProcess a = this.fleet.start("a", "b").get(0);
		a.link.delay(Step.HEARTBEAT, EngineFleet.RENEW_DEADLINE);
		this.fleet.beat();
		assertThat(a.life().trust().holds()).isFalse();
	}

}
