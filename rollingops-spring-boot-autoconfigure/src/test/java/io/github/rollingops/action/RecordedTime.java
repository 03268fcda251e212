package io.github.rollingops.action;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A time that passes only while somebody waits, or is told to.
 */
final class RecordedTime implements ActionTime {

	final List<Duration> sleeps = new ArrayList<>();

	/** What happens in the middle of each wait. */
	Runnable meanwhile = () -> {
	};

	private long now;

	@Override
	public long nanoTime() {
		return this.now;
	}

	@Override
	public void sleep(Duration duration) throws InterruptedException {
		this.sleeps.add(duration);
		this.now += duration.toNanos() / 2;
		this.meanwhile.run();
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		this.now += duration.toNanos() - duration.toNanos() / 2;
	}

	void pass(Duration duration) {
		this.now += duration.toNanos();
	}

}
