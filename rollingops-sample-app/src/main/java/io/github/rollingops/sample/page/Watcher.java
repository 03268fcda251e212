package io.github.rollingops.sample.page;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Somebody who watches. One who reads slowly gets fewer states, each of them the newest,
 * and holds nobody else up.
 */
class Watcher {

	private static final String EVENT = "state";

	private static final long NO_TIMEOUT = 0;

	private final SseEmitter stream = new SseEmitter(NO_TIMEOUT);

	private final AtomicReference<@Nullable String> pending = new AtomicReference<>();

	private final Executor sender;

	private final Object sending = new Object();

	private final Consumer<Watcher> onEnd;

	Watcher(Executor sender, Consumer<Watcher> onEnd) {
		this.sender = sender;
		this.onEnd = onEnd;
		this.stream.onCompletion(() -> onEnd.accept(this));
		this.stream.onError((failure) -> onEnd.accept(this));
	}

	SseEmitter stream() {
		return this.stream;
	}

	/**
	 * Tell a state, without waiting for its being read.
	 * @param state the state as JSON
	 */
	void tell(String state) {
		if (this.pending.getAndSet(state) == null) {
			this.sender.execute(this::send);
		}
	}

	private void send() {
		synchronized (this.sending) {
			String state = this.pending.getAndSet(null);
			try {
				if (state != null) {
					this.stream.send(SseEmitter.event().name(EVENT).data(state, MediaType.APPLICATION_JSON));
				}
			}
			catch (IOException | IllegalStateException ex) {
				// gone
				this.onEnd.accept(this);
			}
		}
	}

}
