package io.github.rollingops.sample.browser;

import java.io.IOException;

/**
 * A process that was stopped as {@code kill -STOP} does, by nobody whom the sample knows.
 */
record Suspended(long pid) implements AutoCloseable {

	static Suspended of(long pid) throws IOException, InterruptedException {
		signal("STOP", pid);
		return new Suspended(pid);
	}

	@Override
	public void close() throws IOException, InterruptedException {
		signal("CONT", this.pid);
	}

	private static void signal(String name, long pid) throws IOException, InterruptedException {
		int status = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
		if (status != 0) {
			throw new IOException("kill -%s %d ends with %d".formatted(name, pid, status));
		}
	}

}
