package io.github.rollingops.engine;

import java.util.List;

import io.github.rollingops.LockIntent;
import io.github.rollingops.LockRequest;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationResult;
import io.github.rollingops.event.EntrySetAsideEvent;
import io.github.rollingops.event.LeadershipChangedEvent;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationRequestedEvent;
import io.github.rollingops.event.OperationRetryScheduledEvent;
import io.github.rollingops.event.OperationStartedEvent;
import io.github.rollingops.event.RollingOpsEvent;
import io.github.rollingops.event.RollingOpsLockGrantedEvent;
import io.github.rollingops.event.UnitJoinedEvent;
import io.github.rollingops.event.UnitLeftEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events are published in the process where it happened, once, and in order.
 */
class EventTests {

	private final EngineFleet fleet = new EngineFleet();

	@Test
	void lifeOfAUnitInOrder() {
		UnitProcess a = this.fleet.unit("a").start();
		a.answer(OperationResult.RETRY_HOLD);
		Operation operation = a.request("reload");
		this.fleet.advanceSeconds(60);
		a.stop();
		long first = a.runs.get(0).fencingToken();
		long second = a.runs.get(1).fencingToken();
		Operation retried = operation.incrementAttempt();
		assertThat(a.events).containsExactly(new UnitJoinedEvent("default", "a"),
				new LeadershipChangedEvent("default", "a", true, 1),
				new OperationRequestedEvent("default", "a", operation),
				new RollingOpsLockGrantedEvent("default", "a", operation, first),
				new OperationStartedEvent("default", "a", operation, first),
				new OperationRetryScheduledEvent("default", "a", retried, LockIntent.RETRY_HOLD, first),
				new RollingOpsLockGrantedEvent("default", "a", retried, second),
				new OperationStartedEvent("default", "a", retried, second),
				new OperationCompletedEvent("default", "a", retried, second),
				new LeadershipChangedEvent("default", "a", false, 1), new UnitLeftEvent("default", "a", false));
	}

	@Test
	void eachProcessTellsOfWhatHappenedThere() {
		List<UnitProcess> units = this.fleet.start("a", "b", "c");
		units.get(2).service().requestLockOnAllUnits(LockRequest.of("reload"));
		this.fleet.advanceSeconds(30);
		assertThat(units).allSatisfy((unit) -> {
			assertThat(unit.events(UnitJoinedEvent.class)).containsExactly(new UnitJoinedEvent("default", unit.name));
			assertThat(unit.events(OperationCompletedEvent.class)).singleElement()
				.extracting(OperationCompletedEvent::unit)
				.isEqualTo(unit.name);
			assertThat(unit.events(RollingOpsLockGrantedEvent.class)).hasSize(1);
		});
		assertThat(units.get(0).events(OperationRequestedEvent.class)).isEmpty();
		assertThat(units.get(2).events(OperationRequestedEvent.class)).hasSize(3);
	}

	@Test
	void entryThatCannotBeReadIsAnEventOfTheLifeThatFindsIt() {
		this.fleet.unit("a").start().kill();
		this.fleet.damage().writeOperations("a", "[{\"id\":7}]");
		UnitProcess a = this.fleet.unit("a").start();
		this.fleet.advanceSeconds(20);
		assertThat(a.events(EntrySetAsideEvent.class)).containsExactly(new EntrySetAsideEvent("default", "a"));
	}

	@Test
	void entryThatCannotBeReadIsAnEventOfTheProcessWhoseRequestFindsIt() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		this.fleet.damage().writeOperations("a", "[{\"id\":7}]");
		units.get(1).service().requestLockOnAllUnits(LockRequest.of("reload"));
		this.fleet.advanceSeconds(20);
		assertThat(units.get(1).events(EntrySetAsideEvent.class))
			.containsExactly(new EntrySetAsideEvent("default", "a"));
		assertThat(units.get(0).events(EntrySetAsideEvent.class)).isEmpty();
		assertThat(units).allSatisfy((unit) -> assertThat(unit.runs).hasSize(1));
	}

	@Test
	void exceptionOfAListenerHarmsNobody() {
		UnitProcess a = this.fleet.unit("a").listener((event) -> {
			throw new IllegalStateException("listener");
		}).start();
		a.request("reload");
		a.request("reload");
		assertThat(a.runs).hasSize(2);
		assertThat(a.events(OperationCompletedEvent.class)).hasSize(2);
	}

	@Test
	void errorOfAListenerHarmsNobodyEither() {
		UnitProcess a = this.fleet.unit("a").listener((event) -> {
			throw new NoClassDefFoundError("listener");
		}).start();
		a.request("reload");
		assertThat(a.events(OperationCompletedEvent.class)).hasSize(1);
	}

	@Test
	void slowListenerDelaysNoTurn() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		units.forEach(UnitProcess::holdEvents);
		units.get(0).service().requestLockOnAllUnits(LockRequest.of("reload"));
		this.fleet.advanceSeconds(60);
		assertThat(this.fleet.turns).containsExactly("a", "b");
		assertThat(units.get(1).events(OperationCompletedEvent.class)).isEmpty();
		assertThat(this.fleet.databag().units()).allMatch((unit) -> unit.live());
		units.forEach(UnitProcess::letEventsPass);
		assertThat(units.get(1).events).extracting(RollingOpsEvent::getClass)
			.containsSubsequence(UnitJoinedEvent.class, RollingOpsLockGrantedEvent.class, OperationStartedEvent.class,
					OperationCompletedEvent.class);
	}

}
