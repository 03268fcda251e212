package io.github.rollingops.benchmarks.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.benchmarks.redis.Address;
import io.github.rollingops.benchmarks.redis.RedisFigures;
import io.github.rollingops.databag.Hint;

/**
 * A roll of very many units without their engines: each learns from its own channel that
 * it has the turn, as a unit does, and ends the turn at once. They share a few
 * connections.
 */
public final class FullRoll {

	private static final int STORES = 10;

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final RedisFigures redis;

	public FullRoll(RedisFigures redis) {
		this.redis = redis;
	}

	/**
	 * Let each unit have a turn.
	 * @param address where Redis is
	 * @param count how many units
	 * @return how long it took, and how much it took up
	 */
	public Rolled roll(Address address, int count) throws Exception {
		String name = "roll-" + count;
		long usedBefore = this.redis.usedMemory();
		List<OwnStore> stores = new ArrayList<>();
		ExecutorService work = Executors.newFixedThreadPool(2);
		try {
			for (int i = 0; i < STORES; i++) {
				stores.add(new OwnStore(address));
			}
			CountDownLatch left = new CountDownLatch(count);
			List<StoreUnit> units = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				OwnStore store = stores.get(i % STORES);
				StoreUnit unit = new StoreUnit(store.store(), name, "unit-" + i);
				units.add(unit);
				store.store().subscribe(name, unit.name(), (hint) -> {
					if (hint instanceof Hint.Granted granted) {
						work.execute(() -> {
							unit.finish(granted.held().token(), true);
							left.countDown();
						});
					}
				});
			}
			units.forEach(StoreUnit::beat);
			long joined = this.redis.bytes(keys(name));
			units.forEach((unit) -> unit.request(0));
			long asked = this.redis.bytes(keys(name));
			long used = this.redis.usedMemory() - usedBefore;
			long start = System.nanoTime();
			units.get(0).schedule();
			if (!left.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new IllegalStateException(left.getCount() + " of " + count + " turns were not taken");
			}
			return new Rolled(count, (System.nanoTime() - start) / 1e9, joined, asked, used);
		}
		finally {
			work.shutdownNow();
			stores.forEach(OwnStore::close);
		}
	}

	private static String keys(String group) {
		return "rollingops:{" + OwnStore.NAMESPACE + ":" + group + "}:*";
	}

	/**
	 * What a roll took.
	 *
	 * @param units how many units had a turn
	 * @param seconds how long it took
	 * @param joinedBytes what the keys of the group took up once all had joined
	 * @param askedBytes and once all had asked
	 * @param usedBytes by how much Redis grew, connections and subscriptions included
	 */
	public record Rolled(int units, double seconds, long joinedBytes, long askedBytes, long usedBytes) {

		public double turnsASecond() {
			return this.units / this.seconds;
		}

	}

}
