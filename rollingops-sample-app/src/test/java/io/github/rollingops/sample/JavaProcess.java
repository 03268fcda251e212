package io.github.rollingops.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that a test starts from a class of its own, and that is gone when the test is
 * over.
 */
public final class JavaProcess implements AutoCloseable {

	/**
	 * So long that only what hangs exceeds it.
	 */
	public static final Duration PATIENCE = Duration.ofSeconds(180);

	private final Process process;

	private final BufferedReader output;

	private JavaProcess(Process process) {
		this.process = process;
		this.output = process.inputReader();
	}

	/**
	 * Return the command that runs a class.
	 * @param main the class
	 * @param options {@code -D} for its JVM, anything else for itself
	 */
	public static List<String> command(Class<?> main, String... options) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		Stream.of(options).filter((option) -> option.startsWith("-D")).forEach(command::add);
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
		command.add(main.getName());
		Stream.of(options).filter((option) -> !option.startsWith("-D")).forEach(command::add);
		return command;
	}

	public static JavaProcess start(Class<?> main, String... options) throws IOException {
		return new JavaProcess(
				new ProcessBuilder(command(main, options)).redirectError(ProcessBuilder.Redirect.INHERIT).start());
	}

	/**
	 * Wait until processes are gone.
	 */
	public static void awaitEnd(ProcessHandle... handles) throws Exception {
		for (ProcessHandle handle : handles) {
			handle.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
	}

	public Process process() {
		return this.process;
	}

	public String readLine() throws Exception {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return this.output.readLine();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	/**
	 * Kill the process and see what it started go, if need be by force.
	 */
	@Override
	public void close() {
		List<ProcessHandle> descendants = this.process.descendants().toList();
		this.process.destroyForcibly();
		for (ProcessHandle descendant : descendants) {
			descendant.onExit().completeOnTimeout(descendant, 10, TimeUnit.SECONDS).join().destroyForcibly();
		}
	}

}
