package io.github.rollingops.benchmarks.peers;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.benchmarks.redis.Address;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * ShedLock, which says at once whether the lock is free and leaves it to its caller to
 * ask again: every 100 ms here. It was made so that one instance runs a task and the
 * others skip it, not for taking turns.
 */
record ShedLockContender() implements Contender {

	private static final long POLL_MILLIS = 100;

	@Override
	public String name() {
		return "ShedLock, polled every 100 ms";
	}

	@Override
	public Clients open(Address redis, int count, Turns turns) {
		LockClients clients = new LockClients(turns);
		for (int i = 0; i < count; i++) {
			LettuceConnectionFactory connections = Lettuce.connections(redis);
			LockProvider provider = new RedisLockProvider(connections);
			clients.add((body) -> {
				SimpleLock lock = poll(provider);
				try {
					body.run();
				}
				finally {
					lock.unlock();
				}
			}, connections::destroy);
		}
		return clients;
	}

	private static SimpleLock poll(LockProvider provider) throws InterruptedException {
		while (true) {
			Optional<SimpleLock> lock = provider
				.lock(new LockConfiguration(Instant.now(), "shedlock", Duration.ofMinutes(1), Duration.ZERO));
			if (lock.isPresent()) {
				return lock.get();
			}
			TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
		}
	}

}
