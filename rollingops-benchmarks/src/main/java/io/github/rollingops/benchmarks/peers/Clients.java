package io.github.rollingops.benchmarks.peers;

/**
 * The clients of one contender.
 */
interface Clients extends AutoCloseable {

	/**
	 * Ask for the turn, to take it once. Returns before it is taken.
	 * @param client which of the clients, from 0
	 */
	void ask(int client);

	@Override
	void close();

}
