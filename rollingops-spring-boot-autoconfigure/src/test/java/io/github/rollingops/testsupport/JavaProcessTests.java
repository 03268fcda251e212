package io.github.rollingops.testsupport;

import java.time.Duration;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JavaProcessTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@Test
	void linesAreTakenInOrder() {
		try (JavaProcess process = start("7")) {
			assertThat(process.awaitLine((line) -> line.startsWith("argument"), LIMIT)).isEqualTo("argument 7");
			assertThat(process.awaitLine((line) -> line.startsWith("property"), LIMIT)).isEqualTo("property seven");
			assertThat(process.output()).startsWith("argument 7");
		}
	}

	@Test
	void missingLineFailsWithTheOutput() {
		try (JavaProcess process = start("end")) {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> process.awaitLine((line) -> line.equals("never"), LIMIT))
				.withMessageContaining("ended")
				.withMessageContaining("property seven");
			assertThat(process.isAlive()).isFalse();
			assertThat(process.awaitEnd()).isEqualTo(3);
		}
	}

	@Test
	void stopRunsTheShutdownHooks() {
		try (JavaProcess process = start("stop")) {
			process.awaitLine((line) -> line.startsWith("tick"), LIMIT);
			assertThat(process.stop()).isEqualTo(128 + 15);
			assertThat(process.awaitLine((line) -> line.equals("stopping"), LIMIT)).isNotNull();
		}
	}

	@Test
	void killedProcessSaysNothingMore() {
		try (JavaProcess process = start("kill")) {
			process.awaitLine((line) -> line.startsWith("tick"), LIMIT);
			process.destroyForcibly();
			assertThat(process.isAlive()).isFalse();
			assertThat(process.output()).doesNotContain("stopping");
		}
	}

	@Test
	void pausedProcessStandsStillUntilItGoesOn() {
		try (JavaProcess process = start("pause")) {
			process.awaitLine((line) -> line.startsWith("tick"), LIMIT);
			process.pause();
			long paused = System.currentTimeMillis() + 50;
			Predicate<String> later = (line) -> line.startsWith("tick") && Long.parseLong(line.substring(5)) > paused;
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> process.awaitLine(later, Duration.ofMillis(200)));
			process.resume();
			assertThat(process.awaitLine(later, LIMIT)).isNotNull();
		}
	}

	private static JavaProcess start(String argument) {
		return JavaProcess.start(JavaCommand.of(Ticker.class, argument).withSystemProperty("name", "seven"));
	}

	/** Says who it is and then ticks. */
	static final class Ticker {

		private Ticker() {
		}

		public static void main(String[] args) throws InterruptedException {
			System.out.println("argument " + args[0]);
			System.out.println("property " + System.getProperty("name"));
			if (args[0].equals("end")) {
				System.exit(3);
			}
			Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopping")));
			while (true) {
				System.out.println("tick " + System.currentTimeMillis());
				Thread.sleep(10);
			}
		}

	}

}
