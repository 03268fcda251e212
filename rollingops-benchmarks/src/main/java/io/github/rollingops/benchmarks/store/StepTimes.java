package io.github.rollingops.benchmarks.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rollingops.benchmarks.redis.Address;
import io.github.rollingops.benchmarks.redis.RedisFigures;
import io.github.rollingops.benchmarks.redis.RedisFigures.ScriptTime;
import io.github.rollingops.benchmarks.report.Samples;
import io.github.rollingops.benchmarks.store.StoreUnit.Grant;

/**
 * How long Redis is busy with a step, in groups of different sizes in which all units
 * have work. The groups take turns, batch by batch, and the median of the batches counts:
 * single ones differ by half.
 */
public final class StepTimes {

	/** Fewer than the smallest group has units, so that somebody waits at any time. */
	private static final int BATCH = 5;

	private final RedisFigures redis;

	private final Map<Integer, List<Batch>> batches = new LinkedHashMap<>();

	public StepTimes(RedisFigures redis) {
		this.redis = redis;
	}

	/**
	 * Measure.
	 * @param address where Redis is
	 * @param sizes how many units the groups have, 6 or more
	 * @param rounds how many batches each group takes
	 * @return the times, in the order of the sizes
	 */
	public List<Times> measure(Address address, List<Integer> sizes, int rounds) {
		try (OwnStore own = new OwnStore(address)) {
			Map<StoreGroup, Grant> groups = new LinkedHashMap<>();
			for (int size : sizes) {
				StoreGroup group = new StoreGroup(own.store(), "size-" + size, size);
				group.requestAll();
				groups.put(group, group.open());
				this.batches.put(size, new ArrayList<>());
			}
			for (int i = 0; i < rounds; i++) {
				groups.replaceAll(this::take);
			}
		}
		return sizes.stream().map(this::times).toList();
	}

	private Grant take(StoreGroup group, Grant first) {
		Grant[] grant = { first };
		List<StoreUnit> served = new ArrayList<>();
		double heartbeat = time(() -> group.units().subList(0, BATCH).forEach(StoreUnit::beat));
		double baton = time(() -> {
			for (int i = 0; i < BATCH; i++) {
				served.add(group.holder(grant[0]));
				grant[0] = group.passOn(grant[0]);
			}
		});
		double request = time(() -> served.forEach(group::request));
		StoreUnit last = group.holder(grant[0]);
		last.finish(grant[0].token(), false);
		double schedule = time(() -> grant[0] = group.open());
		group.request(last);
		this.batches.computeIfAbsent(group.size(), (size) -> new ArrayList<>())
			.add(new Batch(heartbeat, request, schedule, baton));
		return grant[0];
	}

	private double time(Runnable steps) {
		ScriptTime before = this.redis.scripts();
		steps.run();
		return this.redis.scripts().since(before).microsOfACall();
	}

	private Times times(int size) {
		List<Batch> all = this.batches.getOrDefault(size, List.of());
		return new Times(size, new Samples(all.stream().map(Batch::heartbeat).toList()).median(),
				new Samples(all.stream().map(Batch::request).toList()).median(),
				new Samples(all.stream().map(Batch::schedule).toList()).median(),
				new Samples(all.stream().map(Batch::baton).toList()).median());
	}

	/**
	 * Microseconds that Redis is busy with a step.
	 *
	 * @param units how many units the group has
	 * @param heartbeat of a unit that waits
	 * @param request of a unit that has nothing queued
	 * @param schedule of the leader, which grants a turn
	 * @param baton a finish which passes the turn on, and so grants it
	 */
	public record Times(int units, double heartbeat, double request, double schedule, double baton) {
	}

	private record Batch(double heartbeat, double request, double schedule, double baton) {
	}

}
