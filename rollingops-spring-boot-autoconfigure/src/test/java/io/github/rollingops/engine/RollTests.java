package io.github.rollingops.engine;

import java.util.List;

import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.ScheduleCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rollingops.LockRequest;

import static org.assertj.core.api.Assertions.assertThat;

class RollTests {

	private final EngineFleet fleet = new EngineFleet();

	@Test
	void requestIsRunAtOnce() {
		UnitProcess a = this.fleet.start("a").get(0);
		a.request("reload");
		assertThat(this.fleet.turns).containsExactly("a");
		assertThat(this.fleet.databag("a").queue().isEmpty()).isTrue();
		assertThat(this.fleet.holder()).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 5 })
	void oneFinishAndNoScheduleBetweenTwoTurns(int size) {
		List<String> names = List.of("a", "b", "c", "d", "e").subList(0, size);
		List<UnitProcess> units = this.fleet.start(names.toArray(String[]::new));
		units.forEach((unit) -> unit.link.forgetSent());
		units.get(1).service().requestLockOnAllUnits(LockRequest.of("reload"));
		this.fleet.settle();
		assertThat(this.fleet.turns).isEqualTo(names);
		assertThat(units).allSatisfy((unit) -> assertThat(unit.link.sent(FinishCommand.class)).hasSize(1));
		assertThat(units.get(0).link.sent(ScheduleCommand.class)).hasSize(1);
	}

}
