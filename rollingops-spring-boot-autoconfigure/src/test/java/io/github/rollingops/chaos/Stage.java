package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * The arenas, how much of the time each gets, and what is expected there.
 */
enum Stage {

	/** Where every acknowledged write lasts. */
	STANDALONE(0.5, false, 3, StandaloneArena::durable),

	/** Where Redis comes back without its data. */
	FORGETFUL(0.14, true, 3, StandaloneArena::forgetful),

	/** Where a replica without the last writes takes over. */
	SENTINEL(0.16, true, 3, SentinelArena::new),

	/**
	 * Where the groups move from node to node. A client has a connection to each node,
	 * the one that it began with, one for the hints, and some while it asks the nodes who
	 * has what.
	 */
	CLUSTER(0.2, false, 8, ClusterArena::new);

	/** What starting and stopping the fleet and waiting for its rest takes. */
	private static final Duration AROUND = Duration.ofSeconds(31);

	private final double share;

	private final boolean loses;

	private final int maxConnections;

	private final Function<List<String>, Arena> arena;

	Stage(double share, boolean loses, int maxConnections, Function<List<String>, Arena> arena) {
		this.share = share;
		this.loses = loses;
		this.maxConnections = maxConnections;
		this.arena = arena;
	}

	Arena arena(List<String> units) {
		return this.arena.apply(units);
	}

	double share() {
		return this.share;
	}

	/** For how long there are faults if all stages together take so long. */
	Duration fire(Duration whole) {
		return Duration.ofMillis((long) (whole.toMillis() * this.share)).minus(AROUND);
	}

	/**
	 * For how long the fleet goes on once all is mended: beyond the wake of the last
	 * fault, so that there are turns of which the order can be judged.
	 */
	Duration calm() {
		return this.loses ? Duration.ZERO : rules().wake().plusSeconds(2);
	}

	RoundRules rules() {
		return new RoundRules(Pace.LEASE, Pace.HEARTBEAT, Pace.COMMAND_TIMEOUT, Pace.LONGEST_RETRY_DELAY,
				Pace.ALLOWANCE, this.loses, Set.of(RedisFaults.EMPTY), this.maxConnections, Set.of());
	}

	String id() {
		return name().toLowerCase(Locale.ROOT);
	}

}
