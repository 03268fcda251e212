package io.github.rollingops.sample.launcher;

import java.time.Duration;

import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Tells a process that dies now and then from one that cannot live.
 */
class Restarts {

	/**
	 * A process that lived this long is not in a crash loop.
	 */
	private static final Duration STABLE = Duration.ofMinutes(1);

	private final BackOff backOff;

	private BackOffExecution current;

	private boolean excused;

	Restarts(BackOff backOff) {
		this.backOff = backOff;
		this.current = backOff.start();
	}

	/**
	 * Do not count the next death: it is wanted, and says nothing about the process.
	 */
	synchronized void excuse() {
		this.excused = true;
	}

	/**
	 * Return how long to wait before the next start, in milliseconds.
	 * @param lived how long the last process lived
	 * @return the pause, or {@link BackOffExecution#STOP} if there is to be none
	 */
	synchronized long nextPause(Duration lived) {
		if (this.excused || lived.compareTo(STABLE) > 0) {
			this.current = this.backOff.start();
		}
		this.excused = false;
		return this.current.nextBackOff();
	}

}
