package io.github.rollingops.databag.redis;

import io.github.rollingops.databag.ManualClock;
import io.github.rollingops.databag.memory.InMemoryStoreUnderTest;
import io.github.rollingops.databag.walk.ComparedStores;
import io.github.rollingops.databag.walk.WalkContractTests;

/**
 * The Redis store beside the reference.
 */
class RedisWalkTests extends WalkContractTests {

	@Override
	protected ComparedStores open() {
		ManualClock clock = new ManualClock();
		return new ComparedStores(new InMemoryStoreUnderTest(clock), new RedisStoreUnderTest(clock));
	}

	@Override
	protected int steps() {
		return 10_000;
	}

}
