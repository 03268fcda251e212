package io.github.rollingops.benchmarks.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.rollingops.benchmarks.redis.DelayingProxy;
import io.github.rollingops.benchmarks.report.Figure;
import io.github.rollingops.benchmarks.report.Samples;
import io.github.rollingops.benchmarks.unit.LeaderLoss;
import io.github.rollingops.benchmarks.unit.StartCost;
import io.github.rollingops.benchmarks.unit.StartCost.Cost;

import static io.github.rollingops.benchmarks.peers.PeerFigures.format;

/**
 * The figures of units and their applications.
 */
final class UnitFigures {

	private static final int KILLED = 3;

	private static final int STOPPED = 10;

	private static final int STARTED = 10;

	/** The defaults: a lease of 15 s and a heartbeat every 3 s. */
	private static final double LONGEST_SECONDS = 18;

	private static final Duration EACH_WAY = Duration.ofMillis(5);

	private UnitFigures() {
	}

	static void leader(Bench bench) throws Exception {
		LeaderLoss loss = new LeaderLoss(bench.address());
		CompletableFuture<Samples> idle = loss.kill(KILLED, false);
		CompletableFuture<Samples> holding = loss.kill(KILLED, true);
		addKilled(bench, "leader killed (SIGKILL), next grant", idle.join());
		addKilled(bench, "leader killed while it holds the turn, next grant", holding.join());
		try (DelayingProxy proxy = new DelayingProxy(bench.address(), EACH_WAY)) {
			LeaderLoss slow = new LeaderLoss(proxy.address());
			addStopped(bench, "leader stops, next grant", slow.stop(STOPPED, false));
			addStopped(bench, "leader stops while it holds the turn, next grant", slow.stop(STOPPED, true));
		}
	}

	private static void addKilled(Bench bench, String name, Samples seconds) {
		bench.report().add(name, List.of(seconds.toString()));
		bench.report()
			.add(Figure.atMost(LONGEST_SECONDS, seconds.highest(), name,
					format("%.1f s (longest of %d)", seconds.highest(), seconds.count()),
					"≤ lease + heartbeat (18 s)"));
	}

	private static void addStopped(Bench bench, String name, Samples millis) throws IOException {
		double roundTrip = 2 * EACH_WAY.toMillis();
		bench.report().add(name, List.of(millis.toString()));
		bench.report()
			.add(Figure.atMost(
					3, millis.median() / roundTrip, name, format("%.1f round trips (longest of %d: %.1f)",
							millis.median() / roundTrip, millis.count(), millis.highest() / roundTrip),
					"≤ 3 round trips"));
	}

	static void start(Bench bench) throws Exception {
		StartCost cost = new StartCost(bench.address());
		List<Cost> plain = cost.measure(STARTED, false);
		List<Cost> usingRedis = cost.measure(STARTED, true);
		bench.report().add("start", plain);
		bench.report().add("startUsingRedis", usingRedis);
		addStart(bench, "context start of an application that uses Redis", usingRedis);
		addStart(bench, "context start of an application that does not", plain);
		Cost without = usingRedis.get(0);
		Cost with = usingRedis.get(1);
		List<String> names = new ArrayList<>(with.names());
		without.names().forEach(names::remove);
		bench.report()
			.add(Figure.atMost(4, with.threads() - without.threads(), "platform threads of a unit",
					format("%.0f (%s)", with.threads() - without.threads(), String.join(", ", names)), "≤ 4"));
		bench.report()
			.add(Figure.reported("heap of a unit", format("%.1f MB", (with.heap() - without.heap()) / 1024 / 1024)));
	}

	private static void addStart(Bench bench, String name, List<Cost> costs) {
		double added = costs.get(1).millis() - costs.get(0).millis();
		bench.report()
			.add(Figure.atMost(150, added, name, format("%+.0f ms (%.0f ms without)", added, costs.get(0).millis()),
					"≤ +150 ms"));
	}

}
