package io.github.rollingops.sample.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.rollingops.sample.launcher.FleetEvent.Died;
import io.github.rollingops.sample.launcher.FleetEvent.GivenUp;
import io.github.rollingops.sample.launcher.FleetEvent.Reported;
import io.github.rollingops.sample.report.ReportLine;
import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Keeps the process of one unit alive, on a thread of its own, and passes on what it
 * reports.
 * <p>
 * The process ends when its standard input does, whose other end is held here: that is
 * how it is stopped in good order, and what stops it when the launcher is killed.
 */
class UnitProcess implements Runnable {

	private final String unit;

	private final List<String> command;

	private final Consumer<FleetEvent> events;

	private final CountDownLatch stopping = new CountDownLatch(1);

	private final Restarts restarts;

	private @Nullable Process process;

	private @Nullable Pause pause;

	UnitProcess(String unit, List<String> command, BackOff restarts, Consumer<FleetEvent> events) {
		this.unit = unit;
		this.command = command;
		this.restarts = new Restarts(restarts);
		this.events = events;
	}

	String unit() {
		return this.unit;
	}

	@Override
	public void run() {
		try {
			Process started = start();
			while (started != null) {
				started = awaitPause(awaitEnd(started)) ? start() : null;
			}
		}
		catch (IOException ex) {
			this.events.accept(new GivenUp(this.unit, "cannot be started: " + ex.getMessage()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized @Nullable Process start() throws IOException {
		if (isStopping()) {
			return null;
		}
		this.process = new ProcessBuilder(this.command).redirectErrorStream(true).start();
		System.out.println("%s starts as process %d".formatted(this.unit, this.process.pid()));
		return this.process;
	}

	private Duration awaitEnd(Process process) throws InterruptedException {
		long start = System.nanoTime();
		try (BufferedReader output = process.inputReader()) {
			output.lines().forEach(this::passOn);
		}
		catch (IOException | UncheckedIOException ex) {
			// the pipe of a process that was killed; what matters is that it ends
		}
		int status = process.waitFor();
		resume();
		if (!isStopping()) {
			this.events.accept(new Died(this.unit, Instant.now(), status));
		}
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private void passOn(String line) {
		ReportLine.read(line)
			.ifPresentOrElse((report) -> this.events.accept(new Reported(this.unit, report)), () -> print(line));
	}

	private void print(String line) {
		if (!isStopping()) {
			System.out.println("[" + this.unit + "] " + line);
		}
	}

	/**
	 * Wait before the next start.
	 * @param lived how long the last process lived
	 * @return whether there is to be one
	 */
	private boolean awaitPause(Duration lived) throws InterruptedException {
		long pause = this.restarts.nextPause(lived);
		if (pause == BackOffExecution.STOP) {
			this.events.accept(new GivenUp(this.unit, "died again and again"));
			return false;
		}
		return !this.stopping.await(pause, TimeUnit.MILLISECONDS);
	}

	/**
	 * Return the process, or {@code null} if there is none at the moment.
	 */
	synchronized @Nullable Long pid() {
		return (this.process != null && this.process.isAlive()) ? this.process.pid() : null;
	}

	/**
	 * Kill the process; another one is started.
	 * @throws IllegalStateException if there is none
	 */
	synchronized void kill() {
		Process process = running();
		this.restarts.excuse();
		process.destroyForcibly();
	}

	/**
	 * Stop the process until it is resumed.
	 * @throws IllegalStateException if there is none
	 */
	synchronized void pause() throws IOException {
		Process process = running();
		if (this.pause == null) {
			this.pause = Pause.of(process.pid());
		}
	}

	/**
	 * Let the process go on, if it was stopped.
	 */
	synchronized void resume() {
		if (this.pause != null) {
			this.pause.close();
			this.pause = null;
		}
	}

	synchronized boolean isPaused() {
		return this.pause != null;
	}

	private Process running() {
		if (this.process == null || !this.process.isAlive() || isStopping()) {
			throw new IllegalStateException(this.unit + " has no process at the moment; wait until it runs again");
		}
		return this.process;
	}

	private boolean isStopping() {
		return this.stopping.getCount() == 0;
	}

	/**
	 * Ask the process to end, and start no other.
	 */
	synchronized void stop() {
		this.stopping.countDown();
		resume();
		if (this.process != null) {
			try {
				this.process.getOutputStream().close();
			}
			catch (IOException ex) {
				// closed by its end, which is what was wanted
			}
		}
	}

	/**
	 * Wait for the end of the process, and force it when the time is over.
	 * @param limit how long it may take
	 */
	void awaitStopped(Duration limit) throws InterruptedException {
		Process process = current();
		if (process != null && !process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
			process.destroyForcibly().waitFor();
		}
	}

	private synchronized @Nullable Process current() {
		return this.process;
	}

}
