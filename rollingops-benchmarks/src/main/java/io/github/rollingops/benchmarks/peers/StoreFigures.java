package io.github.rollingops.benchmarks.peers;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.github.rollingops.benchmarks.report.Figure;
import io.github.rollingops.benchmarks.report.Markdown;
import io.github.rollingops.benchmarks.store.FullRoll;
import io.github.rollingops.benchmarks.store.FullRoll.Rolled;
import io.github.rollingops.benchmarks.store.QueueTimes;
import io.github.rollingops.benchmarks.store.StepTimes;
import io.github.rollingops.benchmarks.store.StepTimes.Times;

import static io.github.rollingops.benchmarks.peers.PeerFigures.format;

/**
 * The figures of the store's steps.
 */
final class StoreFigures {

	private static final List<Integer> SIZES = List.of(10, 100, 1000, 10_000);

	private static final int ROUNDS = 200;

	private static final int ROLLED = 1000;

	private static final String SAME = "≤ 1.3 ×";

	private StoreFigures() {
	}

	static void steps(Bench bench) {
		List<Times> all = new StepTimes(bench.redis()).measure(bench.address(), SIZES, ROUNDS);
		bench.report().add("steps", all);
		Markdown table = new Markdown("Redis time of a step, µs", " 10 units", " 100", " 1,000", " 10,000");
		table.row(cells("`finish` that passes the turn on", all, Times::baton));
		table.row(cells("`schedule` that grants a turn", all, Times::schedule));
		table.row(cells("`heartbeat` of a unit that waits", all, Times::heartbeat));
		table.row(cells("`request`", all, Times::request));
		bench.report().add(table);
		Times ten = all.get(0);
		Times thousand = all.get(2);
		add(bench, "grant by the holder's `finish`", ten.baton(), thousand.baton());
		add(bench, "grant by the leader's `schedule`", ten.schedule(), thousand.schedule());
		add(bench, "heartbeat", ten.heartbeat(), thousand.heartbeat());
	}

	private static void add(Bench bench, String step, double ten, double thousand) {
		double ratio = thousand / ten;
		bench.report()
			.add(Figure.atMost(1.3, ratio, "Redis time of a " + step + ", 1,000 units beside 10",
					format("%.2f × (%.0f µs, %.0f µs)", ratio, thousand, ten), SAME));
	}

	static void queue(Bench bench) {
		List<QueueTimes.Times> all = new QueueTimes(bench.redis()).measure(bench.address(), List.of(1, 100), ROUNDS);
		bench.report().add("queue", all);
		QueueTimes.Times one = all.get(0);
		QueueTimes.Times hundred = all.get(1);
		bench.report()
			.add(Figure.atMost(3, hundred.request() / one.request(), "Redis time of a request, 100 queued beside 1",
					format("%.2f × (%.0f µs, %.0f µs)", hundred.request() / one.request(), hundred.request(),
							one.request()),
					"≤ 3 ×"));
		bench.report()
			.add(Figure.atMost(3, hundred.finish() / one.finish(), "Redis time of a finish, 100 queued beside 1",
					format("%.2f × (%.0f µs, %.0f µs)", hundred.finish() / one.finish(), hundred.finish(),
							one.finish()),
					"≤ 3 ×"));
	}

	static void roll(Bench bench) throws Exception {
		new FullRoll(bench.redis()).roll(bench.address(), ROLLED / 2);
		bench.redis().forgetAll();
		Rolled rolled = new FullRoll(bench.redis()).roll(bench.address(), ROLLED);
		bench.report().add("roll", List.of(rolled));
		bench.report()
			.add(Figure.atMost(1, 1000 / rolled.turnsASecond(), "a full roll of 1,000 units",
					format("%.2f s, %.0f turns a second", rolled.seconds(), rolled.turnsASecond()),
					"aim: 1,000 a second"));
		bench.report()
			.add(Figure.reported("bytes in Redis of 1,000 units",
					format("%.0f KB joined, %.0f KB asked (%.1f KB a unit)", rolled.joinedBytes() / 1024.0,
							rolled.askedBytes() / 1024.0, rolled.askedBytes() / 1024.0 / rolled.units())));
	}

	private static Object[] cells(String step, List<Times> times, ToDoubleFunction<Times> time) {
		return Stream.concat(Stream.of(step), times.stream().map((one) -> format("%.0f", time.applyAsDouble(one))))
			.toArray();
	}

}
