package io.github.rollingops.benchmarks.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.benchmarks.redis.Address;
import io.github.rollingops.benchmarks.redis.ClientCalls;
import io.github.rollingops.benchmarks.redis.RedisFigures;

/**
 * Counts what clients send while nothing happens: first nobody asks, then one holds the
 * turn and the others wait. All contenders do so at the same time, told apart by their
 * connections.
 */
final class WaitingCalls {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final Address address;

	private final RedisFigures redis;

	WaitingCalls(Address address, RedisFigures redis) {
		this.address = address;
		this.redis = redis;
	}

	/**
	 * Count.
	 * @param contenders who
	 * @param clients how many of each
	 * @param idle how long nobody asks
	 * @param waiting how long all but one wait
	 * @return the calls of each contender
	 */
	List<Counted> count(List<Contender> contenders, int clients, Duration idle, Duration waiting) throws Exception {
		List<Candidate> candidates = new ArrayList<>();
		try (ClientCalls calls = new ClientCalls(this.address)) {
			for (Contender contender : contenders) {
				candidates.add(open(contender, clients));
			}
			List<Double> idleRates = rates(calls, candidates, idle);
			for (Candidate candidate : candidates) {
				HandOvers.ask(candidate.clients(), candidate.turns());
			}
			List<Double> waitingRates = rates(calls, candidates, waiting);
			List<Counted> counted = new ArrayList<>();
			for (int i = 0; i < candidates.size(); i++) {
				HandOvers.letGo(candidates.get(i).turns());
				counted.add(new Counted(contenders.get(i).name(), idleRates.get(i), waitingRates.get(i)));
			}
			return counted;
		}
		finally {
			candidates.forEach((candidate) -> candidate.clients().close());
		}
	}

	/** Opens clients and lets each take a turn, so that they have all connections. */
	private Candidate open(Contender contender, int clients) throws Exception {
		Set<String> before = this.redis.clients();
		Turns turns = new Turns(clients - 1, LIMIT);
		Clients opened = contender.open(this.address, clients, turns);
		HandOvers.roll(opened, turns);
		Set<String> addresses = new LinkedHashSet<>(this.redis.clients());
		addresses.removeAll(before);
		return new Candidate(opened, turns, addresses);
	}

	private static List<Double> rates(ClientCalls calls, List<Candidate> candidates, Duration duration)
			throws InterruptedException {
		List<Long> before = candidates.stream().map((candidate) -> calls.from(candidate.addresses())).toList();
		long start = System.nanoTime();
		TimeUnit.MILLISECONDS.sleep(duration.toMillis());
		double seconds = (System.nanoTime() - start) / 1e9;
		List<Double> rates = new ArrayList<>();
		for (int i = 0; i < candidates.size(); i++) {
			Candidate candidate = candidates.get(i);
			rates
				.add((calls.from(candidate.addresses()) - before.get(i)) / seconds / (candidate.turns().clients() + 1));
		}
		return rates;
	}

	/**
	 * What a contender sends while nothing happens.
	 *
	 * @param contender who
	 * @param idle calls a second of each client while nobody asks
	 * @param waiting calls a second of each client while one holds the turn and the
	 * others wait
	 */
	record Counted(String contender, double idle, double waiting) {
	}

	private record Candidate(Clients clients, Turns turns, Set<String> addresses) {
	}

}
