package io.github.rollingops.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.chaos.Fact.What;
import io.github.rollingops.testsupport.JavaCommand;
import io.github.rollingops.testsupport.JavaProcess;
import io.github.rollingops.testsupport.UnitControl;
import org.jspecify.annotations.Nullable;

/**
 * A unit, through all of its lives. Whoever does something to it has claimed it from its
 * {@link Fleet}.
 */
final class FleetUnit {

	private static final Duration START_LIMIT = Pace.millis(90_000);

	private static final Duration STOP_LIMIT = Pace.millis(60_000);

	private static final Duration CLOSE_LIMIT = Pace.millis(10_000);

	private final String name;

	private final Site site;

	private final LaunchCommand command;

	private volatile @Nullable JavaProcess process;

	private volatile @Nullable JavaProcess expectedToEnd;

	private int lives;

	private volatile int port;

	private volatile boolean requesting;

	FleetUnit(String name, Site site, LaunchCommand command) {
		this.name = name;
		this.site = site;
		this.command = command;
	}

	String name() {
		return this.name;
	}

	String life() {
		return this.name + "#" + this.lives;
	}

	boolean isRunning() {
		return this.process != null && process().isAlive();
	}

	/** Whether it runs and takes commands. */
	boolean isReady() {
		return isRunning() && this.port != 0;
	}

	void launch() {
		launch(Map.of());
	}

	/** Begins the next life. */
	void launch(Map<String, String> environment) {
		this.lives++;
		this.port = 0;
		note(What.LAUNCHED, "");
		String life = life();
		JavaProcess started = JavaProcess.start(withEnvironment(this.command.of(life), environment),
				(line) -> log(life + ".log", line));
		this.process = started;
		started.onEnd().thenAccept((status) -> ended(started, life, status));
	}

	/**
	 * Waits until it takes commands, and has it request again if it did. A life that ends
	 * before, by its own callback, is followed by another.
	 */
	void awaitReady() {
		while (this.port == 0) {
			try {
				String line = process().awaitLine((candidate) -> candidate.startsWith(FireApplication.CONTROL),
						START_LIMIT);
				this.port = Integer.parseInt(line.substring(FireApplication.CONTROL.length()));
				request(this.requesting);
			}
			catch (AssertionError ex) {
				if (isRunning()) {
					throw ex;
				}
				launch();
			}
		}
	}

	/** Has it request, now and in its next lives, or cease to. */
	void request(boolean on) {
		this.requesting = on;
		if (isReady()) {
			tell(on ? "on" : "off", "");
		}
	}

	void tell(String command, String word) {
		unlessGone(() -> UnitControl.tell(this.port, command, word));
	}

	void kill() {
		this.expectedToEnd = process();
		note(What.KILLED, "");
		process().destroyForcibly();
	}

	/** Asks it to end, and waits for that and for its connections' end. */
	void stop() {
		this.expectedToEnd = process();
		note(What.STOPPING, "");
		int status = process().stop(STOP_LIMIT);
		if (isWanted(status)) {
			note(What.DIED, died(status));
			return;
		}
		String threads = process().output()
			.stream()
			.filter((line) -> line.startsWith(FireApplication.LEFT_THREADS))
			.map((line) -> line.substring(FireApplication.LEFT_THREADS.length()))
			.findFirst()
			.orElse("unknown");
		note(What.STOPPED, "status " + status + "; threads " + threads + "; connections "
				+ Connections.awaitClosed(this.site.arena(), this.name, CLOSE_LIMIT));
	}

	/** Asks it to end, which it may do in another way. */
	void terminate() {
		note(What.STOPPING, "");
		process().stop(STOP_LIMIT);
	}

	void pause() {
		unlessGone(process()::pause);
		note(What.PAUSED, "");
	}

	void resume() {
		note(What.RESUMED, "");
		unlessGone(process()::resume);
	}

	/** Waits for its end, which it comes to by itself. */
	boolean awaitDeath(Duration limit) {
		try {
			process().onEnd().get(limit.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (Exception ex) {
			return false;
		}
	}

	/** Its own callback may end it at any time. */
	private void unlessGone(Runnable task) {
		JavaProcess meant = process();
		try {
			task.run();
		}
		catch (UncheckedIOException | IllegalStateException ex) {
			if (meant == process() && !awaitDeath(Duration.ofSeconds(2))) {
				throw ex;
			}
		}
	}

	void close() {
		JavaProcess last = this.process;
		if (last != null) {
			this.expectedToEnd = last;
			last.close();
		}
	}

	private JavaProcess process() {
		JavaProcess present = this.process;
		if (present == null) {
			throw new IllegalStateException(this.name + " was not launched");
		}
		return present;
	}

	private static JavaCommand withEnvironment(JavaCommand command, Map<String, String> more) {
		Map<String, String> environment = new HashMap<>(command.environment());
		environment.putAll(more);
		return command.withEnvironment(environment);
	}

	private void ended(JavaProcess ended, String life, int status) {
		if (this.expectedToEnd != ended) {
			note(life, What.DIED, died(status));
		}
	}

	private static String died(int status) {
		return (isWanted(status) ? "halted; " : "") + "status " + status;
	}

	/** Whether a callback, or a fault, made the process end itself. */
	private static boolean isWanted(int status) {
		return status == FireApplication.DEADLY_STATUS || status == FireApplication.HALTED_STATUS;
	}

	private void note(What what, String detail) {
		note(life(), what, detail);
	}

	private void note(String life, What what, String detail) {
		new Diary(this.site.diary().log(), life).note(what, "", this.name, "", 0, detail);
	}

	private void log(String file, String line) {
		try {
			Files.write(this.site.directory().resolve(file), List.of(line), StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
