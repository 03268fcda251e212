package io.github.rollingops.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * A {@code redis-server} of a test's own, on a free port of 127.0.0.1, with a directory
 * that lasts until {@link #close()}: it can be stopped, killed, paused, and started again
 * at the same place, with its data or without. By default it writes nothing to disk.
 */
public final class RedisProcess implements RedisServer, AutoCloseable {

	/** Configuration under which every acknowledged write outlives a kill. */
	public static final String[] DURABLE = { "appendonly yes", "appendfsync always" };

	private static final Duration START_LIMIT = Duration.ofSeconds(20);

	private final RedisBinary binary;

	private final Path directory;

	private final int port;

	private final List<String> command;

	private Process process;

	private RedisProcess(RedisBinary binary, int port, List<String> arguments, List<String> config) throws IOException {
		this.binary = binary;
		this.port = port;
		this.directory = Files.createTempDirectory("rollingops-redis");
		Files.write(configFile(), config(config, arguments.isEmpty()));
		this.command = new ArrayList<>(List.of(binary.executable().toString(), configFile().toString()));
		this.command.addAll(arguments);
		this.process = launch();
		Runtime.getRuntime().addShutdownHook(new Thread(this::close));
		awaitReady();
	}

	/**
	 * Starts a Redis. Aborts the calling test where this machine has none to run.
	 * @param config lines for {@code redis.conf}, after ours
	 */
	public static RedisProcess start(String... config) {
		return start(List.of(), List.of(config));
	}

	static RedisProcess start(List<String> arguments, List<String> config) {
		RedisBinary binary = RedisBinary.require();
		try {
			return new RedisProcess(binary, FreePorts.next(), arguments, config);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Ends Redis as an operator does (SIGTERM), and waits for it. */
	public void stop() {
		ProcessLeash.terminate(this.process);
		awaitEnd();
	}

	/** Ends Redis as a crash does (SIGKILL), also while it is paused. */
	public void kill() {
		ProcessLeash.kill(this.process);
		awaitEnd();
	}

	/** Starts Redis again at the same port, with what its directory holds. */
	public void restart() {
		if (this.process.isAlive()) {
			throw new IllegalStateException(this + " is running: stop or kill it first");
		}
		try {
			this.process = launch();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		awaitReady();
	}

	/** Starts Redis again at the same port, without any data. */
	public void restartEmpty() {
		try (var files = Files.list(this.directory)) {
			for (Path file : files.filter((path) -> !path.equals(configFile())).toList()) {
				FileSystemUtils.deleteRecursively(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		restart();
	}

	/** Suspends Redis (SIGSTOP): connections stay open and nothing is answered. */
	public void pause() {
		ProcessLeash.signal(this.process, "STOP");
	}

	/** Lets a paused Redis go on: it then answers what has piled up. */
	public void resume() {
		ProcessLeash.signal(this.process, "CONT");
	}

	/** Kills Redis and removes its directory. */
	@Override
	public void close() {
		kill();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public long pid() {
		return this.process.pid();
	}

	public boolean isRunning() {
		return this.process.isAlive();
	}

	@Override
	public String host() {
		return "127.0.0.1";
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public boolean isContainer() {
		return false;
	}

	@Override
	public String toString() {
		return this.binary.description() + " at " + host() + ":" + this.port;
	}

	private List<String> config(List<String> extra, boolean withUser) {
		List<String> lines = new ArrayList<>(List.of("bind " + host(), "port " + this.port, "dir " + this.directory,
				"daemonize no", "save \"\"", "appendonly no"));
		lines.addAll(extra);
		if (withUser) {
			lines.add(LeastUser.configuration(extra.contains("cluster-enabled yes")));
		}
		return lines;
	}

	private Path configFile() {
		return this.directory.resolve("redis.conf");
	}

	private Path log() {
		return this.directory.resolve("redis.log");
	}

	private Process launch() throws IOException {
		return ProcessLeash.processBuilder(this.command)
			.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
			.start();
	}

	private void awaitReady() {
		Awaitility.await(this + " to answer")
			.atMost(START_LIMIT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.until(this::answers);
	}

	private boolean answers() throws IOException {
		if (!this.process.isAlive()) {
			throw new IllegalStateException(this + " did not start: " + Files.readString(log()));
		}
		try {
			return "PONG".equals(command("PING"));
		}
		catch (UncheckedIOException | IllegalStateException ex) {
			return false; // not listening yet, or still loading its data
		}
	}

	private void awaitEnd() {
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				throw new IllegalStateException(this + " does not end; is it paused?");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the end of " + this, ex);
		}
	}

}
