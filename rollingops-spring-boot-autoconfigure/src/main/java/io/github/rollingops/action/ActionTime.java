package io.github.rollingops.action;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The time by which a queue waits and measures; replaced in tests.
 *
 * @since 0.1.0
 */
public interface ActionTime {

	/**
	 * The time of this JVM.
	 */
	ActionTime SYSTEM = new ActionTime() {

		@Override
		public long nanoTime() {
			return System.nanoTime();
		}

		@Override
		public void sleep(Duration duration) throws InterruptedException {
			TimeUnit.NANOSECONDS.sleep(duration.toNanos());
		}

	};

	/**
	 * Return a number that grows by one with each nanosecond.
	 * @return as {@link System#nanoTime()}
	 */
	long nanoTime();

	/**
	 * Wait.
	 * @param duration for how long
	 * @throws InterruptedException if the thread is interrupted
	 */
	void sleep(Duration duration) throws InterruptedException;

}
