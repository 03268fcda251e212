package io.github.rollingops.engine;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A callback that ignores its interruption keeps its unit from everything else, and
 * nobody else from anything.
 */
class BusyUnitTests {

	private final EngineFleet fleet = new EngineFleet();

	private final UnitProcess leader = this.fleet.unit("leader").start();

	private final BlockingCallback callback = BlockingCallback.stubborn();

	private final UnitProcess unit = this.fleet.unit("unit")
		.callback("long", this.callback)
		.callbackExecutor(this.callback)
		.start();

	@BeforeEach
	void loseTheGrantInACallbackThatGoesOn() throws Exception {
		this.unit.request("long");
		this.callback.awaitCall();
		this.unit.request("long");
		this.unit.link.cut();
		this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
		this.callback.awaitInterrupt();
		this.unit.link.mend();
		this.fleet.beat();
	}

	@Test
	void saysSoInItsHeartbeats() {
		assertThat(this.unit.link.lastSent(HeartbeatCommand.class).busy()).isTrue();
		assertThat(this.fleet.databag("unit").live()).isTrue();
		assertThat(this.fleet.databag("unit").busy()).isTrue();
	}

	@Test
	void isGrantedNothingAndStartsNoSecondRun() {
		this.fleet.advanceSeconds(120);
		assertThat(this.callback.isCalled()).isFalse();
		assertThat(this.fleet.holder()).isNull();
		assertThat(this.fleet.databag("unit").place()).isEqualTo(Place.PARKED);
	}

	@Test
	void keepsNobodyElseFromTheirTurn() {
		this.leader.request("reload");
		this.leader.request("reload");
		assertThat(this.leader.runs).hasSize(2);
	}

	@Test
	void goesOnOnceTheThreadHasReturned() throws Exception {
		this.callback.answer(OperationResult.RELEASE);
		this.fleet.beat();
		OperationContext second = this.callback.awaitCall();
		assertThat(second.attempt()).isEqualTo(1);
		assertThat(this.fleet.holder()).isEqualTo("unit");
	}

}
