package io.github.rollingops.databag.redis;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever somebody writes by hand where Redis keeps what belongs to a unit, to who leads
 * or to who has the turn: every step of every unit has an answer, and after two leases
 * the others have had their turn. {@code -Drollingops.mutations.seed} repeats it,
 * {@code -Drollingops.mutations.cases} goes on for longer.
 */
class TamperedKeysTests {

	private static final int CASES = 120;

	/** Each group takes some, so that one is not healed by what the next one spoils. */
	private static final int ROUNDS_OF_A_GROUP = 10;

	/** So many at once, since it takes two leases to see what becomes of them. */
	private static final int VICTIMS = 6;

	@Test
	@Timeout(value = 30, unit = TimeUnit.MINUTES)
	void groupGoesOnWhateverIsWrittenIntoItsKeys() {
		long seed = Long.getLong("rollingops.mutations.seed", System.nanoTime());
		int cases = Integer.getInteger("rollingops.mutations.cases", CASES);
		System.out.println("Tampered keys: -Drollingops.mutations.seed=" + seed + ", " + cases + " cases");
		Random random = new Random(seed);
		long start = System.nanoTime();
		int done = 0;
		while (done < cases) {
			try (TamperedGroup group = new TamperedGroup(random, VICTIMS)) {
				for (int i = 0; i < ROUNDS_OF_A_GROUP; i++, done += VICTIMS) {
					group.round("with seed " + seed + ", after " + done + " cases");
				}
			}
		}
		System.out.println("Tampered keys: " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
		assertThat(done).isGreaterThanOrEqualTo(cases);
	}

}
