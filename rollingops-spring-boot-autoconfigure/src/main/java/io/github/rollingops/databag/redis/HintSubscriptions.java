package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.rollingops.databag.Hint;
import io.github.rollingops.databag.HintListener;
import io.github.rollingops.databag.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * All subscriptions of a store, on one connection, which is opened, changed and replaced
 * on one thread of its own, which ends when it has nothing to do. A listener container
 * would do the same but for one thing: after a fail-over it may hold a connection that is
 * alive and hears nothing (spring-data-redis#2760, #3307). Here a subscriber that misses
 * its own echo has the connection replaced.
 */
final class HintSubscriptions implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(HintSubscriptions.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	/**
	 * As long as it takes to find that a few nodes do not let themselves be connected to.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final RedisConnectionFactory connectionFactory;

	private final Map<String, List<HintListener>> listeners = new ConcurrentHashMap<>();

	private final ScheduledThreadPoolExecutor executor;

	// From here on only the executor's thread reads and writes.

	private @Nullable RedisConnection connection;

	private final Set<String> subscribed = new HashSet<>();

	private long replacedAt = System.nanoTime() - PAUSE.toNanos();

	private boolean failing;

	private boolean retryScheduled;

	HintSubscriptions(RedisConnectionFactory connectionFactory) {
		this.connectionFactory = connectionFactory;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("rollingops-hints-");
		threads.setDaemon(true);
		this.executor = new ScheduledThreadPoolExecutor(1, threads) {

			@Override
			protected void terminated() {
				disconnect();
			}

		};
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.executor.setKeepAliveTime(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
		this.executor.allowCoreThreadTimeOut(true);
	}

	Subscription subscribe(String channel, HintListener listener) {
		this.listeners.compute(channel, (key, present) -> {
			List<HintListener> all = (present != null) ? present : new CopyOnWriteArrayList<>();
			all.add(listener);
			return all;
		});
		execute(this::update);
		return new Subscription() {

			@Override
			public void renew() {
				execute(HintSubscriptions.this::replace);
			}

			@Override
			public void close() {
				HintSubscriptions.this.listeners.computeIfPresent(channel, (key, present) -> {
					present.remove(listener);
					return present.isEmpty() ? null : present;
				});
				awaitUpdate();
			}

		};
	}

	/**
	 * Where the client is closed while a connection is being made, Lettuce leaves whoever
	 * waits for that waiting for ever, and deaf to interruption.
	 */
	private void awaitUpdate() {
		try {
			this.executor.submit(this::update).get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException | CancellationException ex) {
			logger.debug("Hints are closed already");
		}
		catch (TimeoutException ex) {
			logger.warn("A connection for hints is still being made after {}; it is left alone", PATIENCE);
		}
		catch (ExecutionException ex) {
			logger.warn("A connection for hints could not be ended", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void execute(Runnable task) {
		schedule(task, Duration.ZERO);
	}

	private void schedule(Runnable task, Duration delay) {
		try {
			this.executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Hints are closed already");
		}
	}

	/**
	 * Replace the connection, at most once a second: all groups of a process miss their
	 * echoes together.
	 */
	private void replace() {
		if (System.nanoTime() - this.replacedAt >= PAUSE.toNanos()) {
			disconnect();
		}
		update();
	}

	/**
	 * Make what is subscribed what is listened to; where that fails, begin again a little
	 * later.
	 */
	private void update() {
		Set<String> wanted = Set.copyOf(this.listeners.keySet());
		try {
			if (wanted.isEmpty()) {
				disconnect();
			}
			else {
				subscribeTo(wanted);
			}
			this.failing = false;
		}
		// Whatever it is, an exception must not end the attempts.
		catch (RuntimeException ex) {
			disconnect();
			if (!this.failing && !this.executor.isShutdown()) {
				logger.warn("Cannot subscribe to hints, heartbeats go on without them: {}", ex.getMessage());
			}
			this.failing = true;
			retryLater();
		}
	}

	private void retryLater() {
		if (!this.retryScheduled) {
			this.retryScheduled = true;
			schedule(() -> {
				this.retryScheduled = false;
				update();
			}, PAUSE);
		}
	}

	private void subscribeTo(Set<String> wanted) {
		RedisConnection present = this.connection;
		org.springframework.data.redis.connection.Subscription subscription = (present != null)
				? present.getSubscription() : null;
		if (present == null || subscription == null || !subscription.isAlive()) {
			disconnect();
			this.replacedAt = System.nanoTime();
			this.connection = this.connectionFactory.getConnection();
			this.connection.subscribe((message, pattern) -> hear(message), bytes(wanted));
			this.subscribed.addAll(wanted);
			return;
		}
		Set<String> added = difference(wanted, this.subscribed);
		if (!added.isEmpty()) {
			subscription.subscribe(bytes(added));
		}
		Set<String> removed = difference(this.subscribed, wanted);
		if (!removed.isEmpty()) {
			subscription.unsubscribe(bytes(removed));
		}
		this.subscribed.clear();
		this.subscribed.addAll(wanted);
	}

	private void hear(Message message) {
		Hint hint = HintCodec.read(message.getBody());
		if (hint == null) {
			return;
		}
		String channel = new String(message.getChannel(), StandardCharsets.UTF_8);
		for (HintListener listener : this.listeners.getOrDefault(channel, List.of())) {
			listener.onHint(hint);
		}
	}

	private void disconnect() {
		RedisConnection present = this.connection;
		this.connection = null;
		this.subscribed.clear();
		if (present != null) {
			try {
				present.close();
			}
			catch (RuntimeException ex) {
				logger.debug("A connection for hints did not close cleanly", ex);
			}
		}
	}

	/**
	 * End the connection and the thread, which has a moment to come to an end by itself.
	 */
	@Override
	public void close() {
		this.listeners.clear();
		this.executor.shutdown();
		try {
			if (!this.executor.awaitTermination(PAUSE.toNanos(), TimeUnit.NANOSECONDS)) {
				this.executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			this.executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

	private static byte[][] bytes(Set<String> channels) {
		return channels.stream().map((channel) -> channel.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
	}

	private static Set<String> difference(Set<String> all, Set<String> without) {
		Set<String> difference = new HashSet<>(all);
		difference.removeAll(without);
		return difference;
	}

}
