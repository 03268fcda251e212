package io.github.rollingops.databag;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two thousand databags that were tampered with, each at another moment of its unit's
 * life: the leader, the other units and in the end the unit itself go on.
 * {@code -Drollingops.mutations.seed} repeats them.
 */
public abstract class MutationContractTests extends DatabagStoreContract {

	private TestUnit leader;

	private TestUnit victim;

	private TestUnit other;

	private Random random;

	protected int mutations() {
		return 2_000;
	}

	@Test
	@Timeout(value = 10, unit = TimeUnit.MINUTES)
	void groupGoesOnWhateverIsWrittenIntoADatabag() {
		long seed = Long.getLong("rollingops.mutations.seed", System.nanoTime());
		this.random = new Random(seed);
		Mutations mutations = new Mutations(this.random);
		this.leader = this.fleet.joined("leader");
		this.victim = this.fleet.joined("victim");
		this.other = this.fleet.joined("other");
		int reported = 0;
		for (int i = 0; i < mutations(); i++) {
			String text = "";
			try {
				fillTheQueue(i);
				boolean holds = this.random.nextBoolean();
				if (holds) {
					this.leader.schedule();
					this.victim.start();
				}
				text = mutations.of(this.subject.operations("victim"));
				this.subject.poison("victim", text);
				reported += goOn(holds) ? 1 : 0;
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("With seed " + seed + ", mutation " + i + ": "
						+ text.substring(0, Math.min(text.length(), 2000)) + "\n" + ex, ex);
			}
		}
		assertThat(reported).as("mutations of which something was set aside").isGreaterThan(mutations() / 2);
	}

	private void fillTheQueue(int i) {
		for (int n = this.random.nextInt(3); n >= 0; n--) {
			this.victim.request(Operation.create("reload", Map.of("n", n, "i", i, "text", "a/b\"\\é"), null));
		}
	}

	/**
	 * Let the step come that finds it, then the others have their turn.
	 * @return whether something was set aside
	 */
	private boolean goOn(boolean holds) {
		boolean reported = finish(holds);
		this.victim.leave();
		this.victim = this.fleet.restarted(this.victim);
		HeartbeatAnswer joined = this.victim.beat();
		assertThat(joined.status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		reported |= isReported(joined.changes());
		UnitDatabag databag = this.fleet.databag(this.victim);
		if (databag.queue().isEmpty()) {
			assertThat(databag.place()).isEqualTo(Place.NONE);
		}
		else {
			assertThat(databag.place()).isIn(Place.REQUESTS, Place.RETRIES);
		}
		this.other.request("reload");
		runAll();
		assertThat(this.fleet.queue(this.other)).isEmpty();
		assertThat(this.fleet.queue(this.victim)).isEmpty();
		assertThat(this.fleet.holder()).isEmpty();
		return reported;
	}

	private static boolean isReported(List<Change> changes) {
		return changes.stream()
			.anyMatch((change) -> change.type() == Type.SET_ASIDE || change.detail().equals("UNREADABLE"));
	}

	private boolean finish(boolean holds) {
		if (!holds) {
			this.leader.schedule();
			this.victim.start();
		}
		Result result = Result.values()[this.random.nextInt(Result.values().length)];
		this.victim.mayPass = false;
		FinishAnswer answer = this.victim.finish(result);
		assertThat(answer.status()).isEqualTo(FinishAnswer.Status.APPLIED);
		return isReported(answer.changes());
	}

	/**
	 * Run whatever is queued until nothing is.
	 */
	private void runAll() {
		for (int i = 0; i < 200; i++) {
			this.leader.schedule();
			if (this.fleet.holder().isEmpty()) {
				return;
			}
			TestUnit holder = this.fleet.holder().equals("other") ? this.other : this.victim;
			holder.start();
			assertThat(holder.finish(Result.RELEASE).status()).isEqualTo(FinishAnswer.Status.APPLIED);
		}
	}

}
