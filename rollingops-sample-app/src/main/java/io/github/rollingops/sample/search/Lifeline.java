package io.github.rollingops.sample.search;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Ties this process to the one that started it. The launcher keeps the other end of our
 * standard input open for as long as it lives; the operating system closes it however the
 * launcher ends, {@code kill -9} included.
 */
final class Lifeline implements Runnable {

	/**
	 * Set by the launcher: nobody holds the standard input of a unit that was started by
	 * hand.
	 */
	static final String PROPERTY = "sample.end-with-launcher";

	private static final Duration GRACE = Duration.ofSeconds(5);

	private final InputStream input;

	private Lifeline(InputStream input) {
		this.input = input;
	}

	static void hold() {
		if (Boolean.getBoolean(PROPERTY)) {
			start("lifeline", new Lifeline(System.in));
		}
	}

	@Override
	public void run() {
		try {
			while (this.input.read() != -1) {
				// nothing is ever sent
			}
		}
		catch (IOException ex) {
			// as good as the end
		}
		start("lifeline-halt", Lifeline::haltAfterGrace);
		System.exit(0);
	}

	/**
	 * A stop in good order talks to Redis, which may have gone with the launcher.
	 */
	private static void haltAfterGrace() {
		try {
			Thread.sleep(GRACE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		Runtime.getRuntime().halt(1);
	}

	private static void start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

}
