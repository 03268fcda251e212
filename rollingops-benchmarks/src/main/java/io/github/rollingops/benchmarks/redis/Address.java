package io.github.rollingops.benchmarks.redis;

/**
 * Where to reach Redis, or what stands before it.
 *
 * @param host a name or number
 * @param port the port
 */
public record Address(String host, int port) {

	static final String LOOPBACK = "127.0.0.1";

	static Address local(int port) {
		return new Address(LOOPBACK, port);
	}

	@Override
	public String toString() {
		return "redis://" + this.host + ":" + this.port;
	}

}
