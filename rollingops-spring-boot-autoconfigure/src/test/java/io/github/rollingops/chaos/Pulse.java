package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import io.github.rollingops.chaos.Fact.What;

/**
 * Feels whether the machine still gives its process the time that it needs: something
 * that takes no time is done again and again, and where it comes late by far, that is
 * written down. Of a fleet on an overloaded machine nobody can ask to be in time, and
 * without this nobody could tell the machine from the product.
 */
final class Pulse implements AutoCloseable {

	static final Duration LATE = Duration.ofMillis(150);

	private static final Duration INTERVAL = Duration.ofMillis(30);

	private final Thread thread;

	private volatile boolean closed;

	private Pulse(Runnable beat, LongConsumer late) {
		this.thread = new Thread(() -> {
			while (!this.closed) {
				long begin = System.nanoTime();
				LockSupport.parkNanos(INTERVAL.toNanos());
				beat.run();
				noteIfLate(begin, System.nanoTime(), late);
			}
		}, "pulse");
		this.thread.setDaemon(true);
	}

	/**
	 * Begin to feel it.
	 * @param life the process
	 * @param beat what should take no time, such as a PING that no fault can hit
	 * @param log where it is written down
	 */
	static Pulse of(String life, Runnable beat, Consumer<Fact> log) {
		String unit = life.substring(0, Math.max(0, life.lastIndexOf('#')));
		Pulse pulse = new Pulse(beat, (late) -> log
			.accept(new Fact(System.nanoTime(), What.STALLED, life, "", unit, "", 0, String.valueOf(late))));
		pulse.thread.start();
		return pulse;
	}

	static void noteIfLate(long begin, long end, LongConsumer late) {
		long millis = Duration.ofNanos(end - begin).minus(INTERVAL).toMillis();
		if (millis >= LATE.toMillis()) {
			late.accept(millis);
		}
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
