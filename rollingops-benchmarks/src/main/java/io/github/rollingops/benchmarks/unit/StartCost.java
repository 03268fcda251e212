package io.github.rollingops.benchmarks.unit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.rollingops.benchmarks.redis.Address;
import io.github.rollingops.benchmarks.report.Samples;

/**
 * What it takes to start an application with this project on its class path, as a member
 * of one group, and without, each time in a JVM of its own.
 */
public final class StartCost {

	private static final String[] PEERS = { "redisson", "spring-integration", "shedlock", "jmh", "failsafe",
			"resilience4j", "embedded-redis" };

	private final Address redis;

	public StartCost(Address redis) {
		this.redis = redis;
	}

	/**
	 * Measure.
	 * @param times how often to start each application
	 * @param usingRedis whether the applications use Redis themselves as they start
	 * @return what it takes without, then with this project
	 */
	public List<Cost> measure(int times, boolean usingRedis) throws Exception {
		Class<?> application = usingRedis ? RedisApplication.class : PlainApplication.class;
		String with = ChildProcess.classPathWithout(PEERS);
		String without = ChildProcess.classPathWithout(append(PEERS, "rollingops-spring-boot"));
		Map<String, List<Started>> starts = new LinkedHashMap<>();
		for (int i = 0; i < times; i++) {
			for (String classPath : List.of(without, with)) {
				starts.computeIfAbsent(classPath, (any) -> new ArrayList<>()).add(start(application, classPath));
			}
		}
		return starts.values().stream().map(StartCost::cost).toList();
	}

	private Started start(Class<?> application, String classPath) throws IOException {
		try (ChildProcess process = ChildProcess.start(StartedApplication.class, classPath, application.getName(),
				"--spring.data.redis.host=" + this.redis.host(), "--spring.data.redis.port=" + this.redis.port(),
				"--rollingops.namespace=started-" + UUID.randomUUID(), "--rollingops.groups.default.history-size=1000",
				"--spring.main.banner-mode=off", "--logging.level.root=warn")) {
			String[] said = process.awaitLine("STARTED").split(" ");
			return new Started(Double.parseDouble(said[0]), Long.parseLong(said[1]), List.of(said[2].split(",")));
		}
	}

	private static Cost cost(List<Started> starts) {
		return new Cost(new Samples(starts.stream().map(Started::millis).toList()).median(),
				new Samples(starts.stream().map(Started::heap).toList()).median(),
				new Samples(starts.stream().map((started) -> started.threads().size()).toList()).median(),
				starts.get(0).threads());
	}

	private static String[] append(String[] words, String word) {
		String[] all = Arrays.copyOf(words, words.length + 1);
		all[words.length] = word;
		return all;
	}

	/**
	 * What a start takes, medians.
	 *
	 * @param millis how long
	 * @param heap bytes on the heap afterwards
	 * @param threads how many threads there are afterwards
	 * @param names the threads after one of the starts
	 */
	public record Cost(double millis, double heap, double threads, List<String> names) {
	}

	private record Started(double millis, long heap, List<String> threads) {
	}

}
