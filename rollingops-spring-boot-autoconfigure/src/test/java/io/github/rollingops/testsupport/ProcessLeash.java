package io.github.rollingops.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

/**
 * Keeps child processes from outliving this JVM. A shutdown hook does not run where the
 * JVM is killed, so each child gets a companion that waits at a pipe from this JVM: the
 * operating system closes the pipe with the JVM, however that ends, and the companion
 * then kills the child, also a stopped (SIGSTOP) one.
 */
final class ProcessLeash {

	private static final Path SHELL = Path.of("/bin/sh");

	// The shell becomes the command (exec), so that the process' pid is the command's own
	// and signals reach it without detour.
	private static final String SCRIPT = "exec 3<&0; (read -r line <&3; kill -KILL $$) >/dev/null 2>&1 & "
			+ "exec \"$@\" 3<&- </dev/null";

	private ProcessLeash() {
	}

	/** A builder for the command; the process it starts must not be lost sight of. */
	static ProcessBuilder processBuilder(List<String> command) {
		Assumptions.assumeTrue(Files.isExecutable(SHELL), "tests with processes need " + SHELL);
		List<String> leashed = new ArrayList<>(List.of(SHELL.toString(), "-c", SCRIPT, "sh"));
		leashed.addAll(command);
		return new ProcessBuilder(leashed);
	}

	/**
	 * Sends SIGTERM. {@link Process#destroy()} would also close our end of the pipe, and
	 * the companion kill what is to end in its own time.
	 */
	static void terminate(Process process) {
		process.toHandle().destroy();
	}

	/** Sends SIGKILL and leaves the output to be read to its end. */
	static void kill(Process process) {
		process.toHandle().destroyForcibly();
	}

	/** Sends a signal, by its name without SIG; Java itself knows only TERM and KILL. */
	static void signal(Process process, String signal) {
		try {
			Process kill = new ProcessBuilder(SHELL.toString(), "-c", "kill -" + signal + " " + process.pid())
				.inheritIO()
				.start();
			if (kill.waitFor() != 0) {
				throw new IllegalStateException("No SIG" + signal + " for process " + process.pid());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
