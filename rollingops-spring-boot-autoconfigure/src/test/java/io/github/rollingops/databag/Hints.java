package io.github.rollingops.databag;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.databag.Hint.Echo;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The hints for one unit. They may come a while after the step that caused them, but in
 * order: the echo of a heartbeat tells that all earlier ones are there.
 */
final class Hints implements AutoCloseable {

	private static final int ATTEMPTS = 100;

	private final BlockingQueue<Hint> received = new LinkedBlockingQueue<>();

	private final TestUnit unit;

	private final Subscription subscription;

	private Hints(DatabagStore store, TestUnit unit) {
		this.unit = unit;
		this.subscription = store.subscribe(Fleet.GROUP, unit.name(), this.received::add);
	}

	static Hints of(DatabagStore store, TestUnit unit) {
		Hints hints = new Hints(store, unit);
		hints.awaitEcho();
		return hints;
	}

	/**
	 * Beat until an echo comes.
	 */
	private void awaitEcho() {
		for (int i = 0; i < ATTEMPTS; i++) {
			this.unit.beat();
			if (untilEcho(50) != null) {
				return;
			}
		}
		throw new AssertionError("No hint ever reached " + this.unit.name());
	}

	/**
	 * Return what has come since the last time.
	 */
	List<Hint> now() {
		this.unit.beat();
		List<Hint> hints = untilEcho(5_000);
		assertThat(hints).as("the echo of " + this.unit.name()).isNotNull();
		return hints;
	}

	private @Nullable List<Hint> untilEcho(long millis) {
		List<Hint> hints = new ArrayList<>();
		Hint hint = poll(millis);
		while (hint != null) {
			if (hint instanceof Echo echo) {
				if (echo.bootId().equals(this.unit.bootId()) && echo.sequence() == this.unit.sequence) {
					return hints;
				}
			}
			else {
				hints.add(hint);
			}
			hint = poll(millis);
		}
		return null;
	}

	private @Nullable Hint poll(long millis) {
		try {
			return this.received.poll(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	void renew() {
		this.subscription.renew();
		awaitEcho();
	}

	@Override
	public void close() {
		this.subscription.close();
	}

}
