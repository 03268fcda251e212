package io.github.rollingops.test.howto;

import java.time.Duration;

import io.github.rollingops.LockRequest;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.test.RollingOpsFleet;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One that restarts is away until its next life has joined, and nobody else goes
 * meanwhile.
 */
class RestartTests {

	private final RollingOpsFleet fleet = RollingOpsFleet
		.of(new RollingOperationRegistration("restart", "restart", (context) -> this.restart.restart(context)));

	private Restart restart = newLife();

	private int exits;

	/**
	 * A process that ends instead of the test's own.
	 */
	private Restart newLife() {
		return new Restart(this.fleet.rollingOps(), new ProcessExit(new StaticApplicationContext()) {

			@Override
			void begin() {
				RestartTests.this.exits++;
				RestartTests.this.fleet.crash();
			}

		});
	}

	@Test
	void nextLifeSaysThatItIsDone() {
		request();
		comeBack();
		assertThat(this.exits).isEqualTo(1);
		assertThat(this.fleet).operation("restart").wasCompleted().ranTimes(2);
	}

	@Test
	void othersWaitUntilItsLeaseIsOver() {
		RollingOpsService other = this.fleet.join("other").rollingOps();
		request();
		other.group("restart").requestLock("restart");
		this.fleet.advance(Duration.ofSeconds(10));
		assertThat(this.fleet).tookTurns("unit");
		comeBack();
		assertThat(this.fleet).tookTurns("unit", "other", "unit").operation("restart").wasCompleted();
	}

	@Test
	void doesNotGoWhileAnotherIsAway() {
		this.fleet.join("other").crash();
		this.fleet.advancePastLease();
		request();
		this.fleet.advance(Duration.ofMinutes(5));
		assertThat(this.exits).isZero();
		assertThat(this.fleet).operation("restart").isWaiting();
	}

	private void request() {
		this.fleet.rollingOps().group("restart").requestLock(LockRequest.of("restart"));
		this.fleet.settle();
	}

	private void comeBack() {
		this.restart = newLife();
		this.fleet.restart();
		this.fleet.advancePastLease();
		this.fleet.advance(Duration.ofMinutes(1));
	}

}
