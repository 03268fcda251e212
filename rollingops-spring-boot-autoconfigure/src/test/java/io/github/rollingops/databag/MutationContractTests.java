package io.github.rollingops.databag;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Databags that were tampered with, each at another moment of its unit's life: the
 * leader, the other units and in the end the units themselves go on.
 * {@code -Drollingops.mutations.seed} repeats them, {@code -Drollingops.mutations.cases}
 * tries more of them.
 */
public abstract class MutationContractTests extends DatabagStoreContract {

	/** So many at once, since most steps of a round are the same for all of them. */
	private static final int VICTIMS = 8;

	private final Map<String, TestUnit> victims = new TreeMap<>();

	private final Map<String, String> texts = new TreeMap<>();

	private TestUnit leader;

	private TestUnit other;

	private Random random;

	private Mutations mutations;

	private int reported;

	protected int mutations() {
		return 2_000;
	}

	@Test
	@Timeout(value = 30, unit = TimeUnit.MINUTES)
	void groupGoesOnWhateverIsWrittenIntoADatabag() {
		long seed = Long.getLong("rollingops.mutations.seed", System.nanoTime());
		int cases = Integer.getInteger("rollingops.mutations.cases", mutations());
		System.out.println("Mutations: -Drollingops.mutations.seed=" + seed + ", " + cases + " cases");
		this.random = new Random(seed);
		this.mutations = new Mutations(this.random);
		this.leader = this.fleet.joined("leader");
		this.other = this.fleet.joined("other");
		for (int i = 0; i < VICTIMS; i++) {
			this.victims.put("victim-" + i, this.fleet.joined("victim-" + i));
		}
		long start = System.nanoTime();
		for (int done = 0; done < cases; done += VICTIMS) {
			try {
				round(done);
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError(
						"With seed " + seed + ", after " + done + " cases: " + shortTexts() + "\n" + ex, ex);
			}
		}
		System.out.println("Mutations: " + this.reported + " of " + cases + " set something aside, "
				+ Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
		assertThat(this.reported).as("cases in which something was set aside").isGreaterThan(cases / 2);
	}

	private String shortTexts() {
		StringBuilder shortened = new StringBuilder();
		this.texts.forEach((unit, text) -> shortened.append('\n')
			.append(unit)
			.append(": ")
			.append(text, 0, Math.min(text.length(), 400)));
		return shortened.toString();
	}

	private void round(int done) {
		this.texts.clear();
		this.fleet.passSeconds(4, this.leader, this.other);
		this.victims.values().forEach((victim) -> fillTheQueue(victim, done));
		Optional<TestUnit> holder = this.random.nextBoolean() ? scheduled() : Optional.empty();
		tamper();
		List<Change> changes = new ArrayList<>(finish(holder.or(this::scheduled).orElseThrow()));
		for (TestUnit victim : List.copyOf(this.victims.values())) {
			changes.addAll(restart(victim).changes());
		}
		this.reported += (int) this.victims.keySet().stream().filter((name) -> isReported(changes, name)).count();
		this.fleet.snapshot().units().forEach(this::assertInPlace);
		this.other.request("reload");
		this.leader.request("reload");
		runAll();
		assertThat(this.fleet.snapshot().units()).hasSize(VICTIMS + 2)
			.allMatch((unit) -> unit.queue().isEmpty() && unit.place() == Place.NONE);
	}

	private void fillTheQueue(TestUnit victim, int done) {
		for (int n = this.random.nextInt(3); n >= 0; n--) {
			victim.request(Operation.create("reload", Map.of("n", n, "i", done, "text", "a/b\"\\é"), null));
		}
	}

	/**
	 * Let the leader grant, and whom it chose start.
	 */
	private Optional<TestUnit> scheduled() {
		return granted(this.leader.schedule().changes());
	}

	private Optional<TestUnit> granted(List<Change> changes) {
		Optional<TestUnit> granted = changes.stream()
			.filter((change) -> change.type() == Type.GRANTED)
			.findAny()
			.map((change) -> unit(change.unit()));
		granted.ifPresent(TestUnit::start);
		return granted;
	}

	private TestUnit unit(String name) {
		return name.equals("leader") ? this.leader : name.equals("other") ? this.other : this.victims.get(name);
	}

	/**
	 * Write into the databags of all victims, and now and then into that of the leader.
	 */
	private void tamper() {
		for (UnitDatabag databag : this.fleet.snapshot().units()) {
			if (this.victims.containsKey(databag.unit())
					|| (databag.unit().equals("leader") && this.random.nextInt(4) == 0)) {
				String text = this.mutations.of(databag.queue().toJson());
				this.texts.put(databag.unit(), text);
				this.subject.poison(databag.unit(), text);
			}
		}
	}

	private List<Change> finish(TestUnit holder) {
		holder.mayPass = false;
		FinishAnswer answer = holder.finish(Result.values()[this.random.nextInt(Result.values().length)]);
		assertThat(answer.status()).isEqualTo(FinishAnswer.Status.APPLIED);
		return answer.changes();
	}

	/**
	 * Let the step come that finds what was written. Now and then the databag is lost
	 * afterwards, so that there is room again for what is set aside.
	 */
	private HeartbeatAnswer restart(TestUnit victim) {
		assertThat(victim.leave().left()).isTrue();
		TestUnit next = this.fleet.restarted(victim);
		this.victims.put(victim.name(), next);
		HeartbeatAnswer joined = next.beat();
		assertThat(joined.status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		if (this.random.nextInt(3) == 0) {
			next.leave();
			this.subject.forget(next.name());
			TestUnit empty = this.fleet.restarted(next);
			this.victims.put(victim.name(), empty);
			assertThat(empty.beat().status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		}
		return joined;
	}

	private static boolean isReported(List<Change> changes, String unit) {
		return changes.stream()
			.filter((change) -> change.unit().equals(unit))
			.anyMatch((change) -> change.type() == Type.SET_ASIDE || change.detail().equals("UNREADABLE"));
	}

	private void assertInPlace(UnitDatabag databag) {
		if (this.victims.containsKey(databag.unit())) {
			if (databag.queue().isEmpty()) {
				assertThat(databag.place()).as(databag.unit()).isEqualTo(Place.NONE);
			}
			else {
				assertThat(databag.place()).as(databag.unit()).isIn(Place.REQUESTS, Place.RETRIES);
			}
		}
	}

	/**
	 * Run whatever is queued until nothing is.
	 */
	private void runAll() {
		Optional<TestUnit> holder = scheduled();
		for (int i = 0; holder.isPresent(); i++) {
			assertThat(i).as("runs until all queues are empty").isLessThan(4_000);
			FinishAnswer answer = holder.get().finish(Result.RELEASE);
			assertThat(answer.status()).isEqualTo(FinishAnswer.Status.APPLIED);
			holder = granted(answer.changes()).or(this::scheduled);
		}
	}

}
