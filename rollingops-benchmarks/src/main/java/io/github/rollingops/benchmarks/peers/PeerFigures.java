package io.github.rollingops.benchmarks.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.rollingops.benchmarks.peers.HandOvers.Measured;
import io.github.rollingops.benchmarks.peers.WaitingCalls.Counted;
import io.github.rollingops.benchmarks.redis.DelayingProxy;
import io.github.rollingops.benchmarks.report.Figure;
import io.github.rollingops.benchmarks.report.Markdown;

/**
 * The figures of all contenders, and what follows from them for this project.
 */
final class PeerFigures {

	private static final int MANY = 100;

	private static final int FEW = 8;

	private static final List<Integer> SIZES = List.of(MANY, 32, FEW);

	private static final int TURNS = 400;

	private static final int DELAYED_ROLLS = 5;

	private static final Duration EACH_WAY = Duration.ofMillis(5);

	private static final Duration IDLE = Duration.ofSeconds(31);

	private static final Duration WAITING = Duration.ofSeconds(10);

	private static final RollingOpsContender OURS = new RollingOpsContender();

	private static final RedissonContender FAIR = RedissonContender.fairLock();

	static final List<Contender> CONTENDERS = List.of(OURS, RedissonContender.plainLock(), FAIR,
			SpringIntegrationContender.spinLock(), SpringIntegrationContender.pubSubLock(), new ShedLockContender());

	private PeerFigures() {
	}

	static void handOvers(Bench bench) throws Exception {
		List<Measured> all = new ArrayList<>();
		for (Contender contender : CONTENDERS) {
			for (int size : SIZES) {
				int rolls = Math.min(10, TURNS / size);
				all.add(new HandOvers(bench.redis()).measure(contender, bench.address(), size, rolls));
				bench.redis().forgetAll();
			}
		}
		bench.report().add("handOvers", all);
		Markdown table = new Markdown("hand-over: median / p99, ms", " 8 clients", " 32 clients", " 100 clients",
				" commands for a turn: 8 / 32 / 100", " out of order");
		for (Contender contender : CONTENDERS) {
			List<Measured> own = all.stream().filter((one) -> one.contender().equals(contender.name())).toList();
			table.row(contender.name(), times(own.get(2)), times(own.get(1)), times(own.get(0)),
					format("%.1f / %.1f / %.1f", own.get(2).commandsOfATurn(), own.get(1).commandsOfATurn(),
							own.get(0).commandsOfATurn()),
					own.stream().mapToLong(Measured::outOfOrder).sum() + " of "
							+ own.stream().mapToInt(Measured::handOvers).sum());
		}
		bench.report().add(table);
		judge(bench, all);
	}

	private static void judge(Bench bench, List<Measured> all) {
		Measured ours = find(all, OURS, MANY);
		double ratio = ours.medianMicros() / find(all, FAIR, MANY).medianMicros();
		bench.report()
			.add(Figure.atMost(0.35, ratio, "hand-over at 100 units, beside Redisson's fair lock",
					format("%.2f × (%.2f ms)", ratio, ours.medianMicros() / 1000), "≤ 0.35 ×"));
		double few = find(all, OURS, FEW).commandsOfATurn();
		double many = ours.commandsOfATurn();
		bench.report()
			.add(Figure.atMost(20, Math.max(few, many), "commands inside Redis for a turn, 8 / 100 units",
					format("%.1f / %.1f", few, many), "≤ 20, the same"));
		long outOfOrder = all.stream()
			.filter((one) -> one.contender().equals(OURS.name()))
			.mapToLong(Measured::outOfOrder)
			.sum();
		bench.report().add(Figure.atMost(0, outOfOrder, "turns out of order", Long.toString(outOfOrder), "0"));
	}

	static void roundTrips(Bench bench) throws Exception {
		List<Measured> all = new ArrayList<>();
		Markdown table = new Markdown("hand-over with 5 ms added each way, 8 clients", " median, ms",
				" round trips of 10 ms");
		try (DelayingProxy proxy = new DelayingProxy(bench.address(), EACH_WAY)) {
			for (Contender contender : CONTENDERS) {
				Measured measured = new HandOvers(bench.redis()).measure(contender, proxy.address(), FEW,
						DELAYED_ROLLS);
				all.add(measured);
				table.row(contender.name(), format("%.1f", measured.medianMicros() / 1000),
						format("%.2f", roundTrips(measured)));
			}
		}
		bench.report().add("roundTrips", all);
		bench.report().add(table);
		double ours = roundTrips(find(all, OURS, FEW));
		bench.report()
			.add(Figure.atMost(1.2, ours, "round trips of a hand-over, 5 ms added each way", format("%.2f", ours),
					"≤ 1.2"));
	}

	static void idle(Bench bench) throws Exception {
		List<Counted> all = new WaitingCalls(bench.address(), bench.redis()).count(CONTENDERS, FEW, IDLE, WAITING);
		bench.report().add("idle", all);
		Markdown table = new Markdown("calls a second of each client", " nothing asked", " one holds, others wait");
		all.forEach((one) -> table.row(one.contender(), format("%.2f", one.idle()), format("%.2f", one.waiting())));
		bench.report().add(table);
		double ours = all.get(CONTENDERS.indexOf(OURS)).idle();
		bench.report()
			.add(Figure.atMost(0.4, ours, "calls a second of a unit, nothing asked", format("%.2f", ours), "≤ 0.4"));
	}

	private static double roundTrips(Measured measured) {
		return measured.medianMicros() * 1000 / (2 * EACH_WAY.toNanos());
	}

	private static Measured find(List<Measured> all, Contender contender, int clients) {
		return all.stream()
			.filter((one) -> one.contender().equals(contender.name()) && one.clients() == clients)
			.findFirst()
			.orElseThrow();
	}

	private static String times(Measured measured) {
		return format("%.2f / %.2f", measured.medianMicros() / 1000, measured.p99Micros() / 1000);
	}

	static String format(String pattern, Object... values) {
		return String.format(Locale.ROOT, pattern, values);
	}

}
