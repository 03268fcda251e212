package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import io.github.rollingops.Explanation;
import io.github.rollingops.Explanation.Kind;
import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.ManualClock;
import io.github.rollingops.databag.TestUnit;
import io.github.rollingops.databag.memory.InMemoryStoreUnderTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Explanations come true: the store gives the turns in the order that they tell.
 */
class ExplainedTurnsTests {

	private static final int STEPS = 300;

	private final Fleet fleet = new Fleet(new InMemoryStoreUnderTest(new ManualClock()));

	private final Map<String, TestUnit> units = new HashMap<>();

	private final TestUnit leader = join("a");

	private int grants;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void storeGivesTheTurnsInTheOrderThatWasExplained(long seed) {
		Random random = new Random(seed);
		List.of("b", "c", "d", "e").forEach(this::join);
		for (int i = 0; i < STEPS; i++) {
			TestUnit unit = this.units.get(List.of("a", "b", "c", "d", "e").get(random.nextInt(5)));
			switch (random.nextInt(10)) {
				case 0, 1, 2, 3 -> unit.send(unit.asking(Operation
					.create(List.of("reload", "rotate", "flaky").get(random.nextInt(3)), Map.of("n", i), null)));
				case 4, 5 -> finish(random);
				case 6 -> schedule();
				case 7 -> this.fleet.passSeconds(1, this.units.values().toArray(TestUnit[]::new));
				case 8 -> change(unit, random);
				default -> unit.beat();
			}
		}
		assertThat(this.grants).as("grants that were foretold").isGreaterThan(10);
		followTheLine();
	}

	private TestUnit join(String name) {
		TestUnit unit = this.fleet.joined(name);
		this.units.put(name, unit);
		return unit;
	}

	/**
	 * Stop and begin again, be busy for a while, or return as another life.
	 */
	private void change(TestUnit unit, Random random) {
		if (unit == this.leader || unit.name().equals(this.fleet.holder())) {
			return;
		}
		switch (random.nextInt(3)) {
			case 0 -> unit.draining = !unit.draining;
			case 1 -> unit.busy = !unit.busy;
			default -> {
				unit.leave();
				this.units.put(unit.name(), this.fleet.restarted(unit));
			}
		}
		Objects.requireNonNull(this.units.get(unit.name())).beat();
	}

	private void finish(Random random) {
		TestUnit holder = this.units.get(this.fleet.holder());
		if (holder == null) {
			return;
		}
		holder.start();
		Result result = List.of(Result.RELEASE, Result.RELEASE, Result.RETRY_RELEASE, Result.RETRY_HOLD)
			.get(random.nextInt(4));
		GroupDatabag before = this.fleet.snapshot();
		holder.finish(holder.finishing(result, Duration.ofSeconds(random.nextInt(3))));
		if (result != Result.RETRY_HOLD) {
			expect(before, next(before, (result == Result.RELEASE) ? null : holder.name()), Kind.TURN_HELD);
		}
	}

	private void schedule() {
		GroupDatabag before = this.fleet.snapshot();
		this.leader.beat();
		this.leader.schedule();
		if (before.grant() == null) {
			String next = next(before, null);
			expect(before, next, Kind.TURN_FREE);
			assertThat(holding()).isEqualTo(next);
		}
	}

	/**
	 * The turn has gone to nobody, or to the operation that was said to be next.
	 */
	private void expect(GroupDatabag before, @Nullable String next, Kind kind) {
		String holding = holding();
		if (holding == null || before.grant() != null && holding.equals(before.grant().operationId())) {
			return;
		}
		assertThat(holding).isEqualTo(next);
		Explanation explained = Objects.requireNonNull(explainer(before).operation(holding));
		assertThat(explained.kind()).isIn(kind, Kind.BEHIND);
		this.grants++;
	}

	/**
	 * The operation with the lowest place; not of a holder whose run has failed, since
	 * that comes again before its others.
	 */
	private static @Nullable String next(GroupDatabag before, @Nullable String failed) {
		return line(before, failed).stream()
			.filter((explanation) -> explanation.place() > 0)
			.map(Explanation::operationId)
			.findFirst()
			.orElse(null);
	}

	/**
	 * From now on every run is done at once, and nobody asks for more.
	 */
	private void followTheLine() {
		GroupDatabag before = this.fleet.snapshot();
		List<@Nullable String> line = line(before, null).stream().map(Explanation::operationId).toList();
		List<String> turns = new ArrayList<>();
		while (turns.size() < line.size()) {
			if (holding() == null) {
				this.leader.schedule();
			}
			turns.add(Objects.requireNonNull(holding()));
			TestUnit holder = Objects.requireNonNull(this.units.get(this.fleet.holder()));
			holder.start();
			holder.finish(Result.RELEASE);
		}
		assertThat(turns).isEqualTo(line);
	}

	private @Nullable String holding() {
		Grant grant = this.fleet.snapshot().grant();
		return (grant != null) ? grant.operationId() : null;
	}

	/**
	 * What is in line, in the order of the places.
	 */
	private static List<Explanation> line(GroupDatabag databag, @Nullable String exceptOf) {
		Explainer explainer = explainer(databag);
		return databag.units()
			.stream()
			.filter((unit) -> !unit.unit().equals(exceptOf))
			.flatMap((unit) -> unit.queue().operations().stream())
			.map((operation) -> Objects.requireNonNull(explainer.operation(operation.id())))
			.filter((explanation) -> explanation.place() >= 0)
			.sorted(Comparator.comparing(Explanation::place))
			.toList();
	}

	private static Explainer explainer(GroupDatabag databag) {
		return new Explainer("default", databag,
				new Knowledge("a", List.of(), Duration.ZERO, Duration.ofSeconds(3), null));
	}

}
