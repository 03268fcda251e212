package io.github.rollingops.fleet;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that end without a word, or stand still.
 */
class KilledProcessTests {

	private final ProcessFleet fleet = new ProcessFleet();

	private final TurnLog turns = this.fleet.turns();

	@AfterEach
	void close() {
		this.fleet.close();
	}

	@Test
	void nextUnitRunsAfterTheHolderWasKilledAndItsQueueGoesOnWithItsReturn() {
		List<UnitProcess> units = this.fleet.joinAll("b", "a");
		Turn cutShort = units.get(1).begin("gate");
		String queued = units.get(1).request("turn");
		String waiting = units.get(0).request("turn");
		long killedAt = units.get(1).kill();
		printTakeOver("holder", killedAt, awaitStart(waiting));
		UnitProcess returned = this.fleet.join("a");
		Turn again = this.turns
			.awaitTurn((turn) -> turn.operationId().equals(cutShort.operationId()) && turn.token() != cutShort.token());
		assertThat(again.attempt()).isEqualTo(1);
		assertThat(this.fleet.databag("a", "operations")).contains("\"cut_short\":\"1\"");
		returned.open();
		this.turns.awaitTurn((turn) -> turn.operationId().equals(queued) && turn.hasEnded());
		assertThat(this.turns.of(cutShort.operationId())).extracting(Turn::end).containsExactly("killed", "RELEASE");
		this.turns.assertOneAtATime();
	}

	@Test
	void operationThatKillsItsProcessIsDroppedAfterThreeRuns() {
		UnitProcess first = this.fleet.join("a");
		// Behind one that waits, or the process might die before it is asked for more.
		first.begin("gate");
		String deadly = first.request("deadly");
		String next = first.request("turn");
		first.open();
		first.awaitDeath();
		for (int i = 0; i < 2; i++) {
			this.fleet.launch("a").awaitDeath();
		}
		UnitProcess survivor = this.fleet.launch("a");
		assertThat(survivor.line("EVENT OperationDroppedEvent a ")).contains("PROCESS_DIED");
		this.turns.awaitTurn((turn) -> turn.operationId().equals(next) && turn.hasEnded());
		assertThat(this.turns.of(deadly)).extracting(Turn::attempt).containsExactly(0, 1, 2);
		this.turns.assertOneAtATime();
	}

	@Test
	void anotherUnitSchedulesAfterTheLeaderWasKilled() {
		List<UnitProcess> units = this.fleet.joinAll("a", "b", "c");
		long killedAt = units.get(0).kill();
		String waiting = units.get(1).request("turn");
		printTakeOver("leader", killedAt, awaitStart(waiting));
		String next = units.get(2).request("turn");
		this.turns.awaitTurn((turn) -> turn.operationId().equals(next) && turn.hasEnded());
		this.turns.assertOneAtATime();
	}

	@Test
	void unitThatStoodStillPastItsLeaseKnowsThatItLostTheGrantAndChangesNothing() {
		List<UnitProcess> units = this.fleet.joinAll("a", "b", "c");
		UnitProcess stopped = units.get(0);
		Turn first = stopped.begin("boaster");
		List<String> waiting = List.of(units.get(1).request("turn"), units.get(2).request("turn"));
		stopped.pause();
		long pausedAt = System.nanoTime();
		printTakeOver("paused leader and holder", pausedAt, awaitStart(waiting.get(0)));
		awaitStart(waiting.get(1));
		String held = units.get(1).begin("gate").operationId();
		stopped.resume();
		assertThat(stopped.line("INTERRUPTED ")).isEqualTo("INTERRUPTED " + first.token() + " granted false");
		stopped.awaitEvent("GrantLostEvent");
		assertThat(stopped.line("too late")).isNotNull();
		assertThat(this.fleet.databag("a", "operations")).contains(first.operationId());
		units.get(1).open();
		Turn again = this.turns
			.awaitTurn((turn) -> turn.operationId().equals(first.operationId()) && turn.token() != first.token());
		assertThat(again.attempt()).isEqualTo(1);
		stopped.open();
		this.turns.awaitTurn((turn) -> turn.token() == again.token() && turn.hasEnded());
		assertThat(this.turns.of(held)).extracting(Turn::end).containsExactly("RELEASE");
		this.turns.assertOneAtATime();
	}

	private Turn awaitStart(String operation) {
		return this.turns.awaitTurn((turn) -> turn.operationId().equals(operation));
	}

	/**
	 * That it takes no longer than lease and heartbeat is shown where the time is turned
	 * by hand; what it takes here is for the eye, since a busy machine may add to it.
	 */
	private static void printTakeOver(String what, long killedAt, Turn next) {
		Duration taken = Duration.ofNanos(next.startedAt() - killedAt);
		System.out.println("From the end of the " + what + " to the next start: " + taken.toMillis()
				+ " ms; lease and heartbeat: " + ProcessFleet.LEASE.plus(ProcessFleet.HEARTBEAT).toMillis() + " ms");
		assertThat(taken).as("the next run starts after the end of the " + what).isPositive();
	}

}
