package io.github.rollingops.testsupport;

/** Threads that keep no JVM from ending. */
final class DaemonThreads {

	private DaemonThreads() {
	}

	static Thread start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

}
