package io.github.rollingops.benchmarks.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.OperationResult;
import io.github.rollingops.benchmarks.redis.Address;
import io.github.rollingops.benchmarks.report.Samples;

/**
 * How long it takes from the end of a leader to the start of the next turn of another
 * unit, with the default settings.
 */
public final class LeaderLoss {

	private static final long LIMIT_SECONDS = 60;

	/** Time for the successor to beat once more, so that nothing is under way. */
	private static final long SETTLING_MILLIS = 200;

	private final Address redis;

	public LeaderLoss(Address redis) {
		this.redis = redis;
	}

	/**
	 * Kill the process of a leader (SIGKILL), in so many groups at once, while another
	 * unit waits for its turn.
	 * @param groups how many groups
	 * @param holding whether the leader holds the turn meanwhile; else the other unit
	 * asks as soon as the leader is gone
	 * @return seconds from the kill to the start
	 */
	public CompletableFuture<Samples> kill(int groups, boolean holding) throws Exception {
		List<CompletableFuture<Double>> starts = new ArrayList<>();
		List<Unit> successors = new ArrayList<>();
		for (int i = 0; i < groups; i++) {
			String namespace = "killed-" + UUID.randomUUID();
			try (ChildProcess leader = LeaderProcess.start(this.redis, namespace, holding)) {
				leader.awaitLine("READY");
				CompletableFuture<Long> started = new CompletableFuture<>();
				Unit successor = successor(this.redis, namespace, started);
				successors.add(successor);
				requireFollower(successor);
				if (holding) {
					successor.request();
				}
				long killed = System.nanoTime();
				leader.kill();
				if (!holding) {
					successor.request();
				}
				starts.add(started.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).thenApply((at) -> (at - killed) / 1e9));
			}
		}
		// A unit that runs a callback is not to be closed by it.
		return CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new))
			.whenCompleteAsync((result, ex) -> successors.forEach(Unit::close))
			.thenApply((result) -> new Samples(starts.stream().map(CompletableFuture::join).toList()));
	}

	/**
	 * Close the context of a leader while another unit asks for a turn.
	 * @param times how often
	 * @param holding whether the leader holds the turn until then; else the other unit
	 * asks in the moment in which the leader begins to stop
	 * @return milliseconds from the beginning of the stop to the start
	 */
	public Samples stop(int times, boolean holding) throws Exception {
		List<Double> millis = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			String namespace = "stopped-" + UUID.randomUUID();
			CompletableFuture<Void> held = new CompletableFuture<>();
			CompletableFuture<Void> letGo = new CompletableFuture<>();
			CompletableFuture<Long> started = new CompletableFuture<>();
			Unit leader = Unit.start(this.redis, namespace, "leader", (context) -> {
				held.complete(null);
				letGo.join();
				return OperationResult.RELEASE;
			});
			try (Unit successor = successor(this.redis, namespace, started)) {
				requireFollower(successor);
				if (holding) {
					leader.request();
					held.get(LIMIT_SECONDS, TimeUnit.SECONDS);
					successor.request();
				}
				TimeUnit.MILLISECONDS.sleep(SETTLING_MILLIS);
				long stopped = System.nanoTime();
				CompletableFuture<Void> stopping = CompletableFuture.runAsync(leader::close);
				if (holding) {
					letGo.complete(null);
				}
				else {
					successor.request();
				}
				millis.add((started.get(LIMIT_SECONDS, TimeUnit.SECONDS) - stopped) / 1e6);
				stopping.get(LIMIT_SECONDS, TimeUnit.SECONDS);
			}
		}
		return new Samples(millis);
	}

	private static Unit successor(Address redis, String namespace, CompletableFuture<Long> started) {
		return Unit.start(redis, namespace, "successor", (context) -> {
			started.complete(System.nanoTime());
			return OperationResult.RELEASE;
		});
	}

	private static void requireFollower(Unit successor) {
		if (successor.leads()) {
			throw new IllegalStateException("The unit that is to follow the leader leads");
		}
	}

}
