package io.github.rollingops.benchmarks.peers;

import java.util.concurrent.locks.Lock;

import io.github.rollingops.benchmarks.redis.Address;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.integration.redis.util.RedisLockRegistry;
import org.springframework.integration.redis.util.RedisLockRegistry.RedisLockType;

/**
 * Spring Integration's {@code RedisLockRegistry} as it is by default: a spin lock asks
 * every 100 ms; the other kind is told by a message that the lock is free.
 *
 * @param name what to call it
 * @param type how it waits
 */
record SpringIntegrationContender(String name, RedisLockType type) implements Contender {

	static SpringIntegrationContender spinLock() {
		return new SpringIntegrationContender("Spring Integration, spin lock", RedisLockType.SPIN_LOCK);
	}

	static SpringIntegrationContender pubSubLock() {
		return new SpringIntegrationContender("Spring Integration, pub/sub lock", RedisLockType.PUB_SUB_LOCK);
	}

	@Override
	public Clients open(Address redis, int count, Turns turns) {
		LockClients clients = new LockClients(turns);
		for (int i = 0; i < count; i++) {
			LettuceConnectionFactory connections = Lettuce.connections(redis);
			RedisLockRegistry registry = new RedisLockRegistry(connections, "spring-integration-" + this.type);
			registry.setRedisLockType(this.type);
			Lock lock = registry.obtain("lock");
			clients.add((body) -> {
				lock.lockInterruptibly();
				try {
					body.run();
				}
				finally {
					lock.unlock();
				}
			}, () -> {
				registry.destroy();
				connections.destroy();
			});
		}
		return clients;
	}

}
