package io.github.rollingops.test.example;

import java.time.Duration;

import io.github.rollingops.LockRequest;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.test.RollingOpsFleet;
import io.github.rollingops.test.RollingOpsTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of the documentation.
 */
@SpringBootTest
@RollingOpsTest
class ReloadTests {

	@Autowired
	RollingOpsService rollingOps;

	@Autowired
	RollingOpsFleet fleet;

	@Test
	void waitsForItsTurn() {
		this.fleet.holdTurn();
		this.rollingOps.requestLock("reload");
		this.fleet.advance(Duration.ofHours(1));
		assertThat(this.fleet).operation("reload").isWaiting();
		this.fleet.passTurn();
		assertThat(this.fleet).operation("reload").wasCompleted();
	}

	@Test
	void stopsWhenItLosesTheLockAndTriesAgain() {
		this.fleet.atStartOf("reload", this.fleet::loseGrant);
		this.rollingOps.requestLock("reload");
		this.fleet.settle();
		assertThat(this.fleet).operation("reload").lostItsGrant().isWaiting();
		this.fleet.advance(Duration.ofMinutes(1));
		assertThat(this.fleet).operation("reload").wasCompleted().ranTimes(2);
	}

	@Test
	void runsAgainAfterACrash() {
		this.fleet.atEndOf("reload", this.fleet::crash);
		this.rollingOps.requestLock("reload");
		this.fleet.settle();
		this.fleet.restart();
		this.fleet.advancePastLease();
		assertThat(this.fleet).operation("reload").wasCompleted().ranTimes(2);
	}

	@Test
	void takesTurnsWithTheOthers() {
		this.fleet.join("other").answers("reload", OperationResult.RETRY_HOLD);
		this.rollingOps.requestLockOnAllUnits(LockRequest.of("reload"));
		this.fleet.advance(Duration.ofMinutes(1));
		assertThat(this.fleet).tookTurns("other", "other", "unit").neverRanTwoAtOnce();
	}

}
