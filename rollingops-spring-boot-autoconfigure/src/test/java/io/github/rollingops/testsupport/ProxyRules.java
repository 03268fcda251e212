package io.github.rollingops.testsupport;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.github.rollingops.testsupport.FaultyProxy.Direction;
import io.github.rollingops.testsupport.FaultyProxy.Loss;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FaultyProxy} has been told to do, asked by the threads of its
 * connections.
 */
final class ProxyRules {

	private final Queue<List<String>> requests = new ConcurrentLinkedQueue<>();

	private final List<Drop> drops = new CopyOnWriteArrayList<>();

	private final Set<Direction> held = EnumSet.noneOf(Direction.class);

	private volatile Duration delay = Duration.ZERO;

	private volatile boolean forgetful;

	void forget() {
		this.forgetful = true;
		this.requests.clear();
	}

	List<List<String>> requests() {
		return List.copyOf(this.requests);
	}

	CompletableFuture<List<String>> drop(int nth, Predicate<List<String>> matching, Loss loss) {
		Drop drop = new Drop(new AtomicInteger(nth), matching, loss, new CompletableFuture<>());
		this.drops.add(drop);
		return drop.lost();
	}

	/** Counts a request and answers whether its reply is one to lose. */
	@Nullable Drop onRequest(List<String> request) {
		if (!this.forgetful) {
			this.requests.add(request);
		}
		this.drops.removeIf((drop) -> drop.lost().isCancelled());
		for (Drop drop : this.drops) {
			if (drop.matching().test(request) && drop.remaining().decrementAndGet() == 0) {
				this.drops.remove(drop);
				return drop;
			}
		}
		return null;
	}

	Duration delay() {
		return this.delay;
	}

	void delay(Duration delay) {
		this.delay = delay;
	}

	synchronized void hold(Direction direction) {
		this.held.add(direction);
	}

	synchronized void release(Direction direction) {
		this.held.remove(direction);
		notifyAll();
	}

	synchronized void awaitRelease(Direction direction) throws InterruptedException {
		while (this.held.contains(direction)) {
			wait();
		}
	}

	/** A reply to lose. */
	record Drop(AtomicInteger remaining, Predicate<List<String>> matching, Loss loss,
			CompletableFuture<List<String>> lost) {
	}

}
