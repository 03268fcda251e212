package io.github.rollingops.databag.redis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.TestUnit;
import io.github.rollingops.testsupport.RedisProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a turn costs inside Redis, once all have asked. Counted, so that no clock decides.
 */
class TurnCostTests {

	private static final int BUDGET = 20;

	private RedisProcess redis;

	@BeforeEach
	void start() {
		this.redis = RedisProcess.start();
	}

	@AfterEach
	void close() {
		this.redis.close();
	}

	@Test
	void turnCostsTheSameForFewUnitsAndForMany() {
		Map<String, Integer> few = commandsOfATurn(8);
		Map<String, Integer> many = commandsOfATurn(100);
		assertThat(many).isEqualTo(few);
		assertThat(few.values().stream().mapToInt(Integer::intValue).sum()).as(few.toString())
			.isLessThanOrEqualTo(BUDGET);
	}

	@Test
	void idleHeartbeatIsOneCall() {
		try (RedisGroup group = new RedisGroup(this.redis, "idle")) {
			TestUnit unit = group.fleet().joined("a");
			this.redis.command("CONFIG", "RESETSTAT");
			unit.beat();
			assertThat(commands()).containsEntry("evalsha", 1).doesNotContainKey("eval");
		}
	}

	@Test
	void heartbeatLeavesAUnitThatWaitsWhereItStands() {
		try (RedisGroup group = new RedisGroup(this.redis, "waiting")) {
			TestUnit unit = group.fleet().joined("a");
			unit.request("reload");
			this.redis.command("CONFIG", "RESETSTAT");
			unit.beat();
			Map<String, Integer> commands = commands();
			assertThat(commands).doesNotContainKey("zrem");
			assertThat(commands.values().stream().mapToInt(Integer::intValue).sum()).as(commands.toString())
				.isLessThanOrEqualTo(15);
		}
	}

	private Map<String, Integer> commandsOfATurn(int size) {
		try (RedisGroup group = new RedisGroup(this.redis, "units-" + size)) {
			Fleet fleet = group.fleet();
			List<TestUnit> units = IntStream.range(0, size).mapToObj((i) -> fleet.joined("unit-" + i)).toList();
			TestUnit leader = units.get(0);
			leader.send(leader.askingAll(Operation.create("reload", Map.of(), null)));
			leader.send(leader.askingAll(Operation.create("rotate", Map.of(), null)));
			leader.schedule();
			turn(fleet, units);
			TestUnit holder = holder(fleet, units);
			holder.start();
			this.redis.command("CONFIG", "RESETSTAT");
			holder.finish(Result.RELEASE);
			Map<String, Integer> commands = commands();
			assertThat(fleet.holder()).isNotEmpty().isNotEqualTo(holder.name());
			return commands;
		}
	}

	private void turn(Fleet fleet, List<TestUnit> units) {
		TestUnit holder = holder(fleet, units);
		holder.start();
		holder.finish(Result.RELEASE);
	}

	private TestUnit holder(Fleet fleet, List<TestUnit> units) {
		String holder = fleet.holder();
		return units.stream().filter((unit) -> unit.name().equals(holder)).findFirst().orElseThrow();
	}

	private Map<String, Integer> commands() {
		Map<String, Integer> commands = new TreeMap<>();
		String statistics = String.valueOf(this.redis.command("INFO", "commandstats"));
		statistics.lines().filter((line) -> line.startsWith("cmdstat_")).forEach((line) -> {
			String name = line.substring("cmdstat_".length(), line.indexOf(':'));
			if (!name.startsWith("config") && !name.startsWith("client")) {
				commands.put(name, Integer.valueOf(line.replaceAll(".*:calls=(\\d+),.*", "$1")));
			}
		});
		return commands;
	}

}
