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

/**
 * A process that a test starts from a class of its own, and that is gone when the test is
 * over.
 */
public final class JavaProcess implements AutoCloseable {

	public static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Process process;

	private final BufferedReader output;

	private JavaProcess(Process process) {
		this.process = process;
		this.output = process.inputReader();
	}

	/**
	 * Return the command that runs a class.
	 */
	public static List<String> command(Class<?> main, String... options) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(options));
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
		command.add(main.getName());
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

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

}
