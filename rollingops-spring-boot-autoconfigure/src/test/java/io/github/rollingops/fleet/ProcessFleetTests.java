package io.github.rollingops.fleet;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fleets of real processes that behave.
 */
class ProcessFleetTests {

	private final ProcessFleet fleet = new ProcessFleet();

	@AfterEach
	void close() {
		this.fleet.close();
	}

	@Test
	void threeProcessesTakeTurns() {
		List<UnitProcess> units = this.fleet.joinAll("a", "b", "c");
		units.get(0).begin("gate");
		units.forEach((unit) -> unit.request("turn"));
		units.get(0).open();
		assertThat(this.fleet.turns().awaitEnded(4)).extracting(Turn::unit).containsExactly("a", "a", "b", "c");
		assertThat(this.fleet.turns().turns()).extracting(Turn::attempt).containsOnly(0);
		this.fleet.turns().assertOneAtATime();
	}

	@Test
	void applicationsShareTheirLockOnlyInOneNamespace() {
		UnitProcess a = this.fleet.launch("a");
		UnitProcess apart = this.fleet.launch("a", "--spring.application.name=" + this.fleet.name() + "-apart");
		UnitProcess together = this.fleet.launch("b", "--spring.application.name=" + this.fleet.name() + "-together",
				"--rollingops.namespace=" + this.fleet.name());
		List.of(a, apart, together).forEach(UnitProcess::awaitJoined);
		Turn held = a.begin("gate");
		String waiting = together.request("turn");
		apart.begin("turn");
		assertThat(this.fleet.turns().of(waiting)).isEmpty();
		a.open();
		Turn waited = this.fleet.turns().awaitTurn((turn) -> turn.operationId().equals(waiting));
		assertThat(waited.startedAt()).isGreaterThan(this.fleet.turns().of(held.operationId()).get(0).endedAt());
	}

	@Test
	void twinDoesNotStartAndSaysHowToNameIt() {
		// A process that is slow to start must have its first answer within one timeout.
		String[] patient = { "--rollingops.lease-duration=24s", "--rollingops.renew-deadline=16s",
				"--rollingops.heartbeat-interval=1s", "--rollingops.command-timeout=7s" };
		UnitProcess first = this.fleet.join("a", patient);
		UnitProcess twin = this.fleet.launch("a", patient);
		assertThat(twin.awaitEnd()).isNotZero();
		assertThat(twin.output()).anyMatch((line) -> line.contains("APPLICATION FAILED TO START"))
			.anyMatch((line) -> line.contains("--rollingops.unit-name=b"));
		String operation = first.request("turn");
		assertThat(this.fleet.turns().awaitEnded(1)).extracting(Turn::operationId).containsExactly(operation);
	}

}
