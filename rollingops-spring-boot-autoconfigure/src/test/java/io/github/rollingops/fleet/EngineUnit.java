package io.github.rollingops.fleet;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.databag.redis.RedisDatabagStore;
import io.github.rollingops.engine.EngineThreads;
import io.github.rollingops.engine.RollingOpsEngine;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.RollingOpsEvent;
import io.github.rollingops.event.UnitJoinedEvent;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A unit in this JVM: an engine on a Redis store of its own, and the events it published.
 */
final class EngineUnit implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final String name;

	private final LettuceConnectionFactory connections;

	private final RedisDatabagStore store;

	private final ThreadPoolTaskScheduler scheduler = scheduler();

	private final ThreadPoolTaskScheduler watchdog = scheduler();

	private final ExecutorService work = Executors.newCachedThreadPool();

	private final ExecutorService publishing = Executors.newSingleThreadExecutor();

	private final List<Seen> events = new CopyOnWriteArrayList<>();

	private final RollingOpsEngine engine;

	EngineUnit(String name, EngineFleet fleet, LettuceConnectionFactory connections) {
		this.name = name;
		this.connections = connections;
		this.store = new RedisDatabagStore(connections,
				new RedisDatabagStore.Settings(fleet.namespace(), "rollingops", EngineFleet.SETTINGS.commandTimeout()));
		this.engine = new RollingOpsEngine(name, this.store, fleet.registry(), (group) -> EngineFleet.SETTINGS,
				new EngineThreads(this.scheduler, this.work, this.watchdog,
						new SimpleAsyncTaskExecutor("callback-" + name + "-"), this.publishing, System::nanoTime),
				(event) -> this.events.add(new Seen(event, System.nanoTime())));
	}

	void start() {
		phases(Comparator.comparingInt(SmartLifecycle::getPhase)).forEach(SmartLifecycle::start);
	}

	/** Stops as a context does that has the time. */
	void stop() {
		for (SmartLifecycle phase : phases(Comparator.comparingInt(SmartLifecycle::getPhase).reversed())) {
			CompletableFuture<Void> stopped = new CompletableFuture<>();
			phase.stop(() -> stopped.complete(null));
			stopped.join();
		}
	}

	/** Ceases to beat without a word, as far as that is possible within one JVM. */
	void vanish() {
		phases(Comparator.comparingInt(SmartLifecycle::getPhase)).get(0).stop();
	}

	String name() {
		return this.name;
	}

	RollingOpsService service() {
		return this.engine.service();
	}

	/**
	 * Requests an operation of this unit and answers its id; where the fate of the
	 * request is unknown, it is sent again as it is.
	 */
	String request(String callbackId) {
		AtomicReference<LockRequest> request = new AtomicReference<>(LockRequest.of(callbackId));
		LockRequestResult result = Awaitility.await()
			.atMost(LIMIT)
			.pollDelay(Duration.ZERO)
			.until(() -> requested(request), Objects::nonNull);
		return Objects.requireNonNull(result.operation()).id();
	}

	private @Nullable LockRequestResult requested(AtomicReference<LockRequest> request) {
		try {
			return service().requestLock(request.get());
		}
		catch (RollingOpsNoRelationException ex) {
			if (ex.getRequest() == null) {
				throw ex;
			}
			request.set(ex.getRequest());
			return null;
		}
	}

	/** Waits until the operation has ended, however. */
	OperationOutcome outcome(String operationId) {
		try {
			return service().completion(operationId).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new AssertionError("Operation " + operationId + " of " + this.name + " has no outcome", ex);
		}
	}

	/** Requests an operation and waits until the group has noted that it is done. */
	String complete(String callbackId) {
		String operation = request(callbackId);
		assertThat(outcome(operation).dropped()).isNull();
		await(OperationCompletedEvent.class, (event) -> event.operation().id().equals(operation));
		return operation;
	}

	void awaitJoined() {
		awaitJoined(EngineFleet.GROUP);
	}

	void awaitJoined(String group) {
		await(UnitJoinedEvent.class, (event) -> event.unit().equals(this.name) && event.group().equals(group));
	}

	<E extends RollingOpsEvent> Seen await(Class<E> type) {
		return await(type, (event) -> true);
	}

	<E extends RollingOpsEvent> Seen await(Class<E> type, Predicate<E> wanted) {
		Predicate<Seen> seen = (candidate) -> type.isInstance(candidate.event())
				&& wanted.test(type.cast(candidate.event()));
		Awaitility.await(type.getSimpleName() + " of " + this.name)
			.atMost(LIMIT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.events.stream().anyMatch(seen));
		return this.events.stream().filter(seen).findFirst().orElseThrow();
	}

	<E extends RollingOpsEvent> List<E> events(Class<E> type) {
		return this.events.stream().map(Seen::event).filter(type::isInstance).map(type::cast).toList();
	}

	@Override
	public void close() {
		vanish();
		this.store.close();
		List.of(this.scheduler, this.watchdog).forEach(ThreadPoolTaskScheduler::destroy);
		List.of(this.work, this.publishing).forEach(ExecutorService::shutdownNow);
		this.connections.destroy();
	}

	private List<SmartLifecycle> phases(Comparator<SmartLifecycle> order) {
		return this.engine.phases().stream().sorted(order).toList();
	}

	private static ThreadPoolTaskScheduler scheduler() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setDaemon(true);
		scheduler.initialize();
		return scheduler;
	}

	/**
	 * An event and when it came.
	 *
	 * @param event the event
	 * @param at {@code nanoTime} of its arrival
	 */
	record Seen(RollingOpsEvent event, long at) {
	}

}
