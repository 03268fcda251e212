package io.github.rollingops.chaos;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.rollingops.testsupport.RedisProcess;

/**
 * What happens to a Redis. One thing at a time: what is being restarted cannot be paused.
 */
final class RedisFaults {

	static final String EMPTY = "redis-empty";

	private final ReentrantLock lock = new ReentrantLock();

	private final Supplier<RedisProcess> servers;

	RedisFaults(Supplier<RedisProcess> servers) {
		this.servers = servers;
	}

	List<FaultKind> restarts() {
		return List.of(new FaultKind("redis-restart", 4, (strike) -> onOne((redis) -> {
			strike.begins("");
			redis.kill();
			strike.lasts(0, 2500);
			redis.restart();
		})));
	}

	List<FaultKind> restartsWithoutData() {
		return List.of(new FaultKind(EMPTY, 12, (strike) -> onOne((redis) -> {
			strike.begins("");
			redis.kill();
			strike.lasts(0, 2500);
			redis.restartEmpty();
			// Until the fleet has settled there is nothing to lose.
			strike.lasts(5000, 8000);
		})));
	}

	List<FaultKind> pauses() {
		return List.of(new FaultKind("redis-pause", 8, (strike) -> pause(strike, 100, 900)),
				new FaultKind("redis-pause-long", 2, (strike) -> pause(strike, 2200, 4000)));
	}

	List<FaultKind> small() {
		return List.of(new FaultKind("pubsub-cut", 8, (strike) -> onOne((redis) -> {
			strike.begins("");
			redis.command("CLIENT", "KILL", "TYPE", "pubsub");
		})), new FaultKind("script-flush", 8, (strike) -> onOne((redis) -> {
			strike.begins("");
			redis.command("SCRIPT", "FLUSH");
		})));
	}

	/** Does nothing where something is already being done. */
	void alone(Runnable deed) {
		if (this.lock.tryLock()) {
			try {
				deed.run();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private void onOne(Consumer<RedisProcess> deed) {
		alone(() -> deed.accept(this.servers.get()));
	}

	private void pause(Strike strike, int fromMillis, int toMillis) {
		onOne((redis) -> {
			strike.begins("");
			redis.pause();
			try {
				strike.lasts(fromMillis, toMillis);
			}
			finally {
				redis.resume();
			}
		});
	}

}
