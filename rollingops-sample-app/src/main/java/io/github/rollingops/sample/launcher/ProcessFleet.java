package io.github.rollingops.sample.launcher;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

import io.github.rollingops.sample.page.LocalFleet;
import org.jspecify.annotations.Nullable;

/**
 * Shows the fleet to the page, and lends a hand.
 */
class ProcessFleet implements LocalFleet {

	private final Fleet fleet;

	private final @Nullable RedisServer redis;

	ProcessFleet(Fleet fleet, @Nullable RedisServer redis) {
		this.fleet = fleet;
		this.redis = redis;
	}

	@Override
	public List<Unit> units() {
		return this.fleet.units().stream().map(this::describe).sorted(Comparator.comparing(Unit::name)).toList();
	}

	private Unit describe(UnitProcess unit) {
		FleetBoard.Card card = this.fleet.board().card(unit.unit());
		Long pid = unit.pid();
		ProcessState process = stateOf(pid, unit.isPaused(), card.port());
		// What a process has said is void once it is gone, even if nobody has noticed yet
		Integer port = (pid != null) ? card.port() : null;
		boolean accepting = card.accepting() && process == ProcessState.RUNNING;
		return new Unit(unit.unit(), pid, process, port, accepting, card.documents());
	}

	private static ProcessState stateOf(@Nullable Long pid, boolean paused, @Nullable Integer port) {
		if (pid == null) {
			return ProcessState.DEAD;
		}
		if (paused) {
			return ProcessState.STOPPED;
		}
		return (port != null) ? ProcessState.RUNNING : ProcessState.STARTING;
	}

	@Override
	public List<Turn> turns() {
		return this.fleet.board().turns();
	}

	@Override
	public Redis redis() {
		return (this.redis != null) ? new Redis(true, this.redis.port(), this.redis.isRunning())
				: new Redis(false, null, true);
	}

	@Override
	public void kill(String unit) {
		process(unit).kill();
	}

	@Override
	public void pause(String unit) throws IOException {
		process(unit).pause();
	}

	@Override
	public void resume(String unit) {
		process(unit).resume();
	}

	private UnitProcess process(String unit) {
		return this.fleet.units()
			.stream()
			.filter((process) -> process.unit().equals(unit))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("There is no unit " + unit));
	}

	@Override
	public void restartRedis(boolean keepData) throws IOException, InterruptedException {
		own("restart it where it was").restart(keepData);
	}

	@Override
	public void poison(String unit) throws IOException {
		new Poison(own("poison it with a client of your own").port()).into(process(unit).unit());
	}

	private RedisServer own(String remedy) {
		if (this.redis == null) {
			throw new IllegalStateException("This Redis was not started here; " + remedy);
		}
		return this.redis;
	}

	@Override
	public void onChange(Runnable listener) {
		this.fleet.onEvent(listener);
	}

}
