package io.github.rollingops.sample.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that is stopped until this is closed.
 * <p>
 * A stopped process does not notice that its launcher is gone. So a shell keeps it
 * stopped for as long as it reads from a pipe, whose other end the operating system
 * closes when this process ends, however it does.
 */
final class Pause implements AutoCloseable {

	private static final String KEEPER = """
			trap '' INT TERM HUP
			kill -STOP "$1" || exit 1
			echo stopped
			cat > /dev/null
			kill -CONT "$1"
			""";

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Process keeper;

	private Pause(Process keeper) {
		this.keeper = keeper;
	}

	static Pause of(long pid) throws IOException {
		Process keeper = new ProcessBuilder(List.of("sh", "-c", KEEPER, "pause-keeper", String.valueOf(pid)))
			.redirectErrorStream(true)
			.start();
		String answer = keeper.inputReader().readLine();
		if (!"stopped".equals(answer)) {
			throw new IOException("Process %d cannot be stopped: %s".formatted(pid, answer));
		}
		return new Pause(keeper);
	}

	/**
	 * Let the process go on; nothing happens if it is gone.
	 */
	@Override
	public void close() {
		try {
			this.keeper.getOutputStream().close();
			this.keeper.waitFor(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (IOException ex) {
			// closed by the keeper's end, after which nothing keeps the process stopped
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
