package io.github.rollingops.benchmarks.peers;

import java.util.concurrent.locks.Lock;
import java.util.function.Function;

import io.github.rollingops.benchmarks.redis.Address;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/**
 * Redisson's locks, waited for by {@code lock()} with its watchdog. A client that waits
 * for one lock needs no more than a connection for commands and one for its subscription;
 * the pools of its defaults (24 and 1 connections at once, 64 and 50 at most) would only
 * cost connections, and 16 and 32 threads of each client would only cost memory.
 *
 * @param name what to call it
 * @param lock which of the locks
 */
record RedissonContender(String name, Function<RedissonClient, Lock> lock) implements Contender {

	private static final String KEY = "redisson";

	static RedissonContender plainLock() {
		return new RedissonContender("Redisson `RLock`", (client) -> client.getLock(KEY));
	}

	static RedissonContender fairLock() {
		return new RedissonContender("Redisson `RFairLock`", (client) -> client.getFairLock(KEY + "-fair"));
	}

	@Override
	public Clients open(Address redis, int count, Turns turns) {
		LockClients clients = new LockClients(turns);
		for (int i = 0; i < count; i++) {
			RedissonClient client = Redisson.create(config(redis));
			Lock lock = this.lock.apply(client);
			clients.add((body) -> {
				lock.lockInterruptibly();
				try {
					body.run();
				}
				finally {
					lock.unlock();
				}
			}, client::shutdown);
		}
		return clients;
	}

	private static Config config(Address redis) {
		Config config = new Config();
		config.setThreads(2).setNettyThreads(2);
		config.useSingleServer()
			.setAddress(redis.toString())
			.setConnectionMinimumIdleSize(1)
			.setConnectionPoolSize(2)
			.setSubscriptionConnectionMinimumIdleSize(1)
			.setSubscriptionConnectionPoolSize(2)
			.setDnsMonitoringInterval(-1);
		return config;
	}

}
