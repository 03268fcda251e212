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
 * How long Redis is busy with a request and with a finish where so many operations are
 * queued on each of two units that take turns. Only one step lies between two questions,
 * so that the length of the queue is the same for each.
 */
public final class QueueTimes {

	private final RedisFigures redis;

	public QueueTimes(RedisFigures redis) {
		this.redis = redis;
	}

	/**
	 * Measure.
	 * @param address where Redis is
	 * @param lengths how long the queues are
	 * @param rounds how many steps of each kind to take at each length
	 * @return the times, in the order of the lengths
	 */
	public List<Times> measure(Address address, List<Integer> lengths, int rounds) {
		try (OwnStore own = new OwnStore(address)) {
			Map<StoreGroup, Grant> groups = new LinkedHashMap<>();
			Map<StoreGroup, List<Double>> requests = new LinkedHashMap<>();
			Map<StoreGroup, List<Double>> finishes = new LinkedHashMap<>();
			for (int length : lengths) {
				StoreGroup group = new StoreGroup(own.store(), "length-" + length, 2);
				for (int i = 0; i < length; i++) {
					group.requestAll();
				}
				groups.put(group, group.open());
				requests.put(group, new ArrayList<>());
				finishes.put(group, new ArrayList<>());
			}
			for (int i = 0; i < rounds; i++) {
				groups.replaceAll((group, first) -> {
					Grant[] grant = { first };
					add(finishes, group, time(() -> grant[0] = group.passOn(first)));
					add(requests, group, time(() -> group.request(group.holder(first))));
					return grant[0];
				});
			}
			List<Times> times = new ArrayList<>();
			groups.keySet()
				.forEach((group) -> times.add(new Times(lengths.get(times.size()),
						new Samples(requests.getOrDefault(group, List.of())).median(),
						new Samples(finishes.getOrDefault(group, List.of())).median())));
			return times;
		}
	}

	private static void add(Map<StoreGroup, List<Double>> times, StoreGroup group, double time) {
		times.computeIfAbsent(group, (any) -> new ArrayList<>()).add(time);
	}

	private double time(Runnable step) {
		ScriptTime before = this.redis.scripts();
		step.run();
		return this.redis.scripts().since(before).microsOfACall();
	}

	/**
	 * Microseconds that Redis is busy with a step.
	 *
	 * @param length how many operations are queued on the unit: the finish takes one of
	 * them away, and the request puts it back
	 * @param request of one more operation
	 * @param finish which passes the turn on
	 */
	public record Times(int length, double request, double finish) {
	}

}
