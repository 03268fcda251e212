package io.github.rollingops.benchmarks.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.benchmarks.redis.Address;
import io.github.rollingops.benchmarks.redis.RedisFigures;
import io.github.rollingops.benchmarks.report.Samples;

/**
 * Lets clients take turns and measures how long it takes from the end of one body to the
 * start of the next.
 */
final class HandOvers {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	/** Apart, so that it is clear who asked first; no multiple of any interval. */
	private static final long MILLIS_BETWEEN_REQUESTS = 7;

	/** Long enough for the last one that asked to wait as it always does. */
	private static final long SETTLING_MILLIS = 200;

	/** Long enough for what follows the end of a turn. */
	private static final long ENDING_MILLIS = 30;

	private final RedisFigures redis;

	HandOvers(RedisFigures redis) {
		this.redis = redis;
	}

	/**
	 * Measure.
	 * @param contender who
	 * @param address where its clients find Redis
	 * @param clients how many take turns
	 * @param rolls how often each of them does, after a roll that does not count
	 * @return what was measured
	 */
	Measured measure(Contender contender, Address address, int clients, int rolls) throws Exception {
		Turns turns = new Turns(clients, LIMIT);
		List<Long> handOvers = new ArrayList<>();
		List<Double> commands = new ArrayList<>();
		long outOfOrder = 0;
		try (Clients opened = contender.open(address, clients + 1, turns)) {
			roll(opened, turns);
			for (int i = 0; i < rolls; i++) {
				ask(opened, turns);
				long before = this.redis.commands();
				turns.letGo();
				turns.awaitLast();
				TimeUnit.MILLISECONDS.sleep(ENDING_MILLIS);
				commands.add((this.redis.commands() - before - 1.0) / clients);
				Roll roll = turns.awaitRoll();
				handOvers.addAll(roll.handOvers());
				outOfOrder += roll.outOfOrder();
			}
		}
		Samples nanos = new Samples(handOvers);
		return new Measured(contender.name(), clients, nanos.count(), nanos.median() / 1000,
				nanos.percentile(99) / 1000, new Samples(commands).median(), outOfOrder);
	}

	/** Let each client take a turn. */
	static Roll roll(Clients clients, Turns turns) throws InterruptedException {
		ask(clients, turns);
		return letGo(turns);
	}

	/** Let all clients ask while one holds the turn. */
	static void ask(Clients clients, Turns turns) throws InterruptedException {
		turns.clear();
		turns.asking(turns.opener());
		clients.ask(turns.opener());
		turns.awaitOpened();
		for (int i = 0; i < turns.clients(); i++) {
			turns.asking(i);
			clients.ask(i);
			TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_REQUESTS);
		}
		TimeUnit.MILLISECONDS.sleep(SETTLING_MILLIS);
	}

	/** Let the turn go round. */
	static Roll letGo(Turns turns) throws InterruptedException {
		turns.letGo();
		return turns.awaitRoll();
	}

	/**
	 * What was measured of a contender.
	 *
	 * @param contender who
	 * @param clients how many took turns
	 * @param handOvers how many hand-overs were measured
	 * @param medianMicros the median of them
	 * @param p99Micros what 99 of 100 do not exceed
	 * @param commandsOfATurn commands inside Redis for each turn
	 * @param outOfOrder turns taken before an older request
	 */
	record Measured(String contender, int clients, int handOvers, double medianMicros, double p99Micros,
			double commandsOfATurn, long outOfOrder) {
	}

}
