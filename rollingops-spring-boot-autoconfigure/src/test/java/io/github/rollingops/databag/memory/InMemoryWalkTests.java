package io.github.rollingops.databag.memory;

import io.github.rollingops.databag.ManualClock;
import io.github.rollingops.databag.walk.ComparedStores;
import io.github.rollingops.databag.walk.WalkContractTests;

/**
 * The reference beside itself: what has to hold after each step, and that nothing depends
 * on chance.
 */
class InMemoryWalkTests extends WalkContractTests {

	@Override
	protected ComparedStores open() {
		ManualClock clock = new ManualClock();
		return new ComparedStores(new InMemoryStoreUnderTest(clock), new InMemoryStoreUnderTest(clock));
	}

	@Override
	protected int steps() {
		return 3_000;
	}

}
