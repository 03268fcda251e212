package io.github.rollingops.benchmarks.peers;

import io.github.rollingops.benchmarks.redis.Address;

/**
 * One way to let instances take turns.
 */
interface Contender {

	String name();

	/**
	 * Open clients that share nothing but Redis, as separate instances would.
	 * @param redis where Redis is
	 * @param count how many
	 * @param turns what a client does when it has the turn
	 * @return clients that may ask
	 */
	Clients open(Address redis, int count, Turns turns) throws Exception;

}
