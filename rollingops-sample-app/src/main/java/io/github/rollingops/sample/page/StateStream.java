package io.github.rollingops.sample.page;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells everybody who watches of each change. The states are compared rather than the
 * changes followed: five times a second that costs next to nothing, and none is missed.
 */
@Component
class StateStream implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(StateStream.class);

	private static final Duration INTERVAL = Duration.ofMillis(200);

	/**
	 * Without a change, so that who watches knows that nothing has happened.
	 */
	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

	private final FleetStates states;

	private final JsonMapper json;

	private final ScheduledExecutorService timer;

	private final ExecutorService senders = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "page-stream");
		thread.setDaemon(true);
		return thread;
	});

	private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

	private @Nullable FleetState told;

	private long toldAt;

	StateStream(FleetStates states, JsonMapper json, ScheduledExecutorService timer) {
		this.states = states;
		this.json = json;
		this.timer = timer;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.timer.scheduleWithFixedDelay(this::tellChange, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Return a stream that begins with the current state.
	 */
	SseEmitter open() {
		Watcher watcher = new Watcher(this.senders, this.watchers::remove);
		this.watchers.add(watcher);
		watcher.tell(this.json.writeValueAsString(this.states.current()));
		return watcher.stream();
	}

	private void tellChange() {
		if (this.watchers.isEmpty()) {
			return;
		}
		try {
			FleetState state = this.states.current();
			boolean silent = System.nanoTime() - this.toldAt > LONGEST_SILENCE.toNanos();
			if (silent || this.told == null || !state.showsSameAs(this.told)) {
				this.told = state;
				this.toldAt = System.nanoTime();
				String text = this.json.writeValueAsString(state);
				this.watchers.forEach((watcher) -> watcher.tell(text));
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The state cannot be told", ex);
		}
	}

	/**
	 * Let all go before the server ends, which would take them for lost.
	 */
	@EventListener(ContextClosedEvent.class)
	void close() {
		this.watchers.forEach((watcher) -> watcher.stream().complete());
		this.senders.shutdownNow();
	}

}
