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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Explanations come true: the store gives the turns in the order that they tell.
 */
class ExplainedTurnsTests {

	private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

	private static final int STEPS = 400;

	private static final int ROUND = 20;

	private final Fleet fleet = new Fleet(new InMemoryStoreUnderTest(new ManualClock()));

	private final Map<String, TestUnit> units = new HashMap<>();

	private int grants;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void storeGivesTheTurnsInTheOrderThatWasExplained(long seed) {
		Random random = new Random(seed);
		NAMES.forEach(this::join);
		for (int i = 1; i <= STEPS; i++) {
			TestUnit unit = this.units.get(NAMES.get(random.nextInt(NAMES.size())));
			switch (random.nextInt(10)) {
				case 0, 1, 2 -> request(unit, i);
				case 3, 4, 5 -> finish(random);
				case 6 -> schedule();
				case 7 -> this.fleet.passSeconds((random.nextInt(4) == 0) ? 16 : 1 + random.nextInt(3), unit);
				case 8 -> change(unit, random);
				default -> unit.beat();
			}
			if (i % ROUND == 0) {
				followTheLine();
			}
		}
		assertThat(this.grants).as("grants that were foretold").isGreaterThan(10);
	}

	@Test
	void unitThatHasLostTheTurnItKeptComesFirst() {
		NAMES.subList(0, 4).forEach(this::join);
		TestUnit a = unit("a");
		TestUnit b = unit("b");
		Operation kept = b.request("reload");
		a.schedule();
		b.start();
		Operation earlier = unit("c").request("reload");
		Operation later = unit("d").request("reload");
		b.finish(b.finishing(Result.RETRY_HOLD, Duration.ofSeconds(1)));
		this.fleet.passSeconds(16, a, unit("c"), unit("d"));
		a.schedule();
		b.beat();
		b.beat();
		assertThat(line(this.fleet.snapshot(), null)).extracting(Explanation::operationId)
			.containsExactly(earlier.id(), kept.id(), later.id());
		followTheLine();
	}

	private TestUnit unit(String name) {
		return Objects.requireNonNull(this.units.get(name));
	}

	/**
	 * Retries have their turns only where few requests come.
	 */
	private void request(TestUnit unit, int number) {
		if (line(this.fleet.snapshot(), null).size() < 4) {
			unit.send(unit.asking(Operation.create("reload", Map.of("n", number), null)));
		}
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
		if (unit.name().equals(this.fleet.snapshot().leader()) || unit.name().equals(this.fleet.holder())) {
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
		TestUnit leader = leader();
		GroupDatabag before = this.fleet.snapshot();
		if (leader == null || !leader.schedule().leading() || before.grant() != null) {
			return;
		}
		String next = next(before, null);
		expect(before, next, Kind.TURN_FREE);
		assertThat(holding()).isEqualTo(next);
	}

	/**
	 * Let the leader beat, and everybody where there is none.
	 */
	private @Nullable TestUnit leader() {
		if (leading() == null) {
			this.units.values().forEach(TestUnit::beat);
		}
		TestUnit leader = leading();
		if (leader != null) {
			leader.beat();
		}
		return leading();
	}

	private @Nullable TestUnit leading() {
		return this.units.get(Objects.requireNonNullElse(this.fleet.snapshot().leader(), ""));
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
		TestUnit leader = leader();
		if (leader == null) {
			return;
		}
		TestUnit present = this.units.get(this.fleet.holder());
		if (present != null) {
			present.start();
		}
		GroupDatabag before = this.fleet.snapshot();
		List<@Nullable String> line = line(before, null).stream().map(Explanation::operationId).toList();
		List<String> turns = new ArrayList<>();
		while (turns.size() < line.size()) {
			if (holding() == null) {
				leader.schedule();
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
				new Knowledge("a", List.of(), Duration.ZERO, new Silence(Duration.ofSeconds(3)), null),
				new Annals(List::of));
	}

}
