package io.github.rollingops.fleet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that are asked to end.
 */
class StoppedProcessTests {

	private static final int BY_SIGTERM = 128 + 15;

	private final ProcessFleet fleet = new ProcessFleet();

	private final TurnLog turns = this.fleet.turns();

	@AfterEach
	void close() {
		this.fleet.close();
	}

	@Test
	void callbackFinishesAndTheOthersGoOnAtOnce() throws Exception {
		List<UnitProcess> units = this.fleet.joinAll("a", "b");
		Turn last = units.get(0).begin("gate");
		String waiting = units.get(1).request("turn");
		CompletableFuture<Integer> status = CompletableFuture.supplyAsync(units.get(0)::stop);
		Awaitility.await().until(() -> this.fleet.databag("a", "draining").equals("1"));
		units.get(0).open();
		assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(BY_SIGTERM);
		Turn next = this.turns.awaitTurn((turn) -> turn.operationId().equals(waiting));
		last = this.turns.of(last.operationId()).get(0);
		assertThat(last.end()).isEqualTo("RELEASE");
		assertThat(this.fleet.databag("a", "operations")).isEqualTo("[]");
		assertThat(this.fleet.isMember("a")).isFalse();
		Duration handOver = Duration.ofNanos(next.startedAt() - last.endedAt());
		System.out.println(
				"From the end of the last turn of a unit that stops to the next start: " + handOver.toMillis() + " ms");
		assertThat(handOver).isLessThan(ProcessFleet.LEASE);
		this.turns.assertOneAtATime();
	}

	@Test
	void grantLapsesWhereTheCallbackOutlastsTheStop() {
		List<UnitProcess> units = List.of(this.fleet.join("b"),
				this.fleet.join("a", "--spring.lifecycle.timeout-per-shutdown-phase=1s"));
		Turn deaf = units.get(1).begin("deaf");
		String waiting = units.get(0).request("turn");
		assertThat(units.get(1).stop()).isEqualTo(BY_SIGTERM);
		long endedAt = System.nanoTime();
		this.turns.cutShort("a", "ended with its process", endedAt);
		assertThat(this.fleet.isMember("a")).isTrue();
		Turn next = this.turns.awaitTurn((turn) -> turn.operationId().equals(waiting));
		assertThat(next.startedAt()).isGreaterThan(endedAt);
		units.get(0).awaitEvent("StaleGrantReleasedEvent", "a");
		assertThat(this.fleet.databag("a", "operations")).contains(deaf.operationId());
		this.turns.assertOneAtATime();
	}

}
