package io.github.rollingops.databag.walk;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A walk over two stores. {@code -Drollingops.walk.seed} repeats one,
 * {@code -Drollingops.walk.steps} makes it longer.
 */
public abstract class WalkContractTests {

	protected abstract ComparedStores open();

	protected abstract int steps();

	@Test
	@Timeout(value = 4, unit = TimeUnit.HOURS)
	void storesBehaveAlikeWhateverHappens() {
		long seed = Long.getLong("rollingops.walk.seed", System.nanoTime());
		int steps = Integer.getInteger("rollingops.walk.steps", steps());
		System.out.println(getClass().getSimpleName() + ": -Drollingops.walk.seed=" + seed + ", " + steps + " steps");
		try (ComparedStores stores = open()) {
			Walk walk = new Walk(stores, seed);
			walk.go(steps);
			System.out.println(walk.report());
			Map<String, Double> shares = walk.shares();
			assertThat(shares.values()).as("hundredths of all steps: %s", shares).allMatch((share) -> share >= 1);
		}
		catch (AssertionError ex) {
			throw new AssertionError("With seed " + seed + ": " + ex.getMessage(), ex);
		}
	}

}
