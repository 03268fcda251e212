package io.github.rollingops.sample.browser;

import java.io.IOException;

/**
 * A process that was stopped as {@code kill -STOP} does, by nobody whom the sample knows.
 */
record Suspended(long pid) implements AutoCloseable {

	static Suspended of(long pid) throws IOException {
		signal("STOP", pid);
		return new Suspended(pid);
	}

	@Override
	public void close() throws IOException {
		signal("CONT", this.pid);
	}

	private static void signal(String name, long pid) throws IOException {
		Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start();
		if (kill.onExit().join().exitValue() != 0) {
			throw new IOException("kill -%s %d ends with %d".formatted(name, pid, kill.exitValue()));
		}
	}

}
