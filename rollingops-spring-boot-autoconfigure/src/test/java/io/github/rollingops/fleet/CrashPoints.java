package io.github.rollingops.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The points that an operation passes, written down where the next life finds them. A
 * point comes after each change of the disk and of the store: whatever else a process
 * does dies with it, so that to die at each of them is to die everywhere.
 */
final class CrashPoints {

	private static final String START = "start";

	private static final String DEATH = "death";

	private final CrashCase crash;

	private final Path log;

	CrashPoints(CrashCase crash, Path directory) {
		this.crash = crash;
		this.log = directory.resolve("points");
	}

	/** Begins a run and answers which one it is. */
	int start() throws InterruptedException {
		passed(START);
		return runs();
	}

	int runs() {
		return Collections.frequency(all(), START);
	}

	/** The run that did a step first, or first after it had been undone. */
	int runThatCompleted(String step) {
		List<String> all = all();
		int undone = all.lastIndexOf(step + "-undone") + 1;
		int completed = undone + all.subList(undone, all.size()).indexOf(step + "-completed");
		return Collections.frequency(all.subList(0, completed), START);
	}

	/** All points so far, and the deaths among them. */
	List<String> all() {
		try {
			return Files.exists(this.log) ? Files.readAllLines(this.log) : List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int deaths() {
		return Collections.frequency(all(), DEATH);
	}

	/** Whether there may be nothing to come: a run has ended, or none has begun since. */
	boolean isAtEnd() {
		List<String> all = all();
		String last = all.isEmpty() ? "" : all.get(all.size() - 1);
		return last.equals(DEATH) || last.startsWith("finish-");
	}

	/** Passes a point, or waits there for the death of the process. */
	void passed(String point) throws InterruptedException {
		int deaths = deaths();
		if (deaths == this.crash.deaths().size() || !isReached(this.crash.deaths().get(deaths), point)) {
			write(point + "\n");
			return;
		}
		write(point + "\n" + DEATH + "\n");
		CountDownLatch death = new CountDownLatch(1);
		while (true) {
			try {
				death.await();
			}
			catch (InterruptedException ex) {
				if (this.crash.scenario() == CrashCase.Scenario.SUSPENDED) {
					throw ex;
				}
				// A grant that is lost meanwhile saves nobody.
			}
		}
	}

	private boolean isReached(String wanted, String point) {
		List<String> all = all();
		return wanted.equals(point) || wanted.equals(String.valueOf(all.size() - all.lastIndexOf(DEATH)));
	}

	private void write(String lines) {
		try {
			Files.writeString(this.log, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
