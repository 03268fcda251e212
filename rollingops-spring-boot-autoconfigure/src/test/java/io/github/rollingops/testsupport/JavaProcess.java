package io.github.rollingops.testsupport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A JVM of its own for what only processes can show: to be killed, stopped and continued.
 * It ends with the test that closes it and at the latest with the JVM of the tests; its
 * main class need not do anything for that.
 */
public final class JavaProcess implements AutoCloseable {

	private static final Duration END_LIMIT = Duration.ofSeconds(20);

	private final Process process;

	private final List<String> output = new ArrayList<>();

	private int read;

	private boolean ended;

	private final Consumer<String> listener;

	private JavaProcess(Process process, Consumer<String> listener) {
		this.process = process;
		this.listener = listener;
		DaemonThreads.start("output-of-" + process.pid(), this::collect);
	}

	public static JavaProcess start(JavaCommand command) {
		return start(command, (line) -> {
		});
	}

	/**
	 * Starts a process.
	 * @param listener told each line of its output as it comes, on a thread of ours
	 */
	public static JavaProcess start(JavaCommand command, Consumer<String> listener) {
		try {
			ProcessBuilder builder = ProcessLeash.processBuilder(command.words()).redirectErrorStream(true);
			builder.environment().putAll(command.environment());
			return new JavaProcess(builder.start(), listener);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits for a line of standard output or error and takes it, with all lines before
	 * it.
	 * @throws AssertionError if none comes within the limit or before the process ends
	 */
	public synchronized String awaitLine(Predicate<String> wanted, Duration limit) {
		long deadline = System.nanoTime() + limit.toNanos();
		try {
			while (true) {
				while (this.read < this.output.size()) {
					String line = this.output.get(this.read++);
					if (wanted.test(line)) {
						return line;
					}
				}
				long left = deadline - System.nanoTime();
				if (this.ended || left <= 0) {
					throw new AssertionError((this.ended ? "The process ended" : limit + " passed")
							+ " without the line awaited. Its output:\n" + String.join("\n", this.output));
				}
				TimeUnit.NANOSECONDS.timedWait(this, left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for a line", ex);
		}
	}

	/** All lines so far. */
	public synchronized List<String> output() {
		return List.copyOf(this.output);
	}

	public long pid() {
		return this.process.pid();
	}

	/** Tells its status once it has ended. */
	public CompletableFuture<Integer> onEnd() {
		return this.process.onExit().thenApply(Process::exitValue);
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/** Asks the process to end (SIGTERM), waits for it and answers its status. */
	public int stop() {
		return stop(END_LIMIT);
	}

	/** The same, with more patience or less. */
	public int stop(Duration limit) {
		ProcessLeash.terminate(this.process);
		return awaitEnd(limit);
	}

	/** Kills the process (SIGKILL), also a paused one, and waits until it is gone. */
	public void destroyForcibly() {
		ProcessLeash.kill(this.process);
		awaitEnd();
	}

	/** Waits until the process has ended and answers its status. */
	public int awaitEnd() {
		return awaitEnd(END_LIMIT);
	}

	/** The same, with more patience or less. */
	public int awaitEnd(Duration limit) {
		try {
			if (!this.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new AssertionError(
						"The process did not end within " + limit + ". Its output:\n" + String.join("\n", output()));
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the end of a process", ex);
		}
	}

	/** Suspends the process (SIGSTOP), as a debugger or a sleeping host would. */
	public void pause() {
		ProcessLeash.signal(this.process, "STOP");
	}

	public void resume() {
		ProcessLeash.signal(this.process, "CONT");
	}

	@Override
	public void close() {
		destroyForcibly();
	}

	private void collect() {
		try (BufferedReader reader = this.process.inputReader()) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				this.listener.accept(line);
				add(line);
			}
		}
		catch (IOException ex) {
			// The process was killed in the middle of a line.
		}
		// Its output ends a moment before.
		this.process.onExit().join();
		end();
	}

	private synchronized void add(String line) {
		this.output.add(line);
		notifyAll();
	}

	private synchronized void end() {
		this.ended = true;
		notifyAll();
	}

}
