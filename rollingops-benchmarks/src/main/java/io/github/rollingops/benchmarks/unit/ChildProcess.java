package io.github.rollingops.benchmarks.unit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A JVM of its own. It ends with this one, since it then has nobody at its input.
 */
final class ChildProcess implements AutoCloseable {

	private static final String JAVA = System.getProperty("java.home") + "/bin/java";

	private static final String CLASS_PATH = System.getProperty("java.class.path");

	private final Process process;

	private final BufferedReader output;

	private ChildProcess(Process process) {
		this.process = process;
		this.output = process.inputReader();
	}

	/**
	 * Start a process.
	 * @param main its main class, which calls {@link #endWithParent()}
	 * @param classPath what is on its class path
	 * @param arguments the arguments
	 * @return the process
	 */
	static ChildProcess start(Class<?> main, String classPath, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(JAVA, "-Xmx256m", "-XX:+UseSerialGC", "-cp", classPath, main.getName()));
		command.addAll(List.of(arguments));
		return new ChildProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	/** Our own class path, but for entries whose paths contain any of the words. */
	static String classPathWithout(String... words) {
		Predicate<String> unwanted = Pattern.compile(String.join("|", words)).asPredicate();
		return Arrays.stream(CLASS_PATH.split(Pattern.quote(File.pathSeparator)))
			.filter(unwanted.negate())
			.collect(Collectors.joining(File.pathSeparator));
	}

	static String classPath() {
		return CLASS_PATH;
	}

	/** To be called in the process: let it end when nobody is at its input any more. */
	static void endWithParent() {
		Thread thread = new Thread(() -> {
			try {
				System.in.readAllBytes();
			}
			catch (IOException ex) {
				// as good as the end
			}
			Runtime.getRuntime().halt(0);
		}, "end-with-parent");
		thread.setDaemon(true);
		thread.start();
	}

	/** Wait for a line that begins like this, and answer the rest of it. */
	String awaitLine(String start) throws IOException {
		List<String> lines = new ArrayList<>();
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			if (line.startsWith(start)) {
				return line.substring(start.length()).strip();
			}
			lines.add(line);
		}
		throw new IOException("The process ended and did not say " + start + ":\n" + String.join("\n", lines));
	}

	/** Kill it (SIGKILL) and wait until it is gone. */
	void kill() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

	@Override
	public void close() {
		kill();
	}

}
