package io.github.rollingops.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.rollingops.chaos.Fact.What;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FactLogTests {

	@TempDir
	Path directory;

	@Test
	void whatIsWrittenIsReadInOrderOfTime() {
		Fact first = fact(1, "{\"text\":\"a\\nb \uD83D\uDD12 \u2028\"}");
		Fact second = fact(2, "");
		Fact third = fact(3, "three");
		write("b#1.facts", third);
		write("a#1.facts", second, first);
		assertThat(FactLog.readAll(this.directory)).containsExactly(first, second, third);
	}

	@Test
	void lineIsThereBeforeTheFileIsClosed() {
		try (FactLog log = FactLog.open(this.directory.resolve("a#1.facts"))) {
			log.write(fact(1, ""));
			assertThat(FactLog.readAll(this.directory)).containsExactly(fact(1, ""));
		}
	}

	@Test
	void tornLastLineIsPassedOver() throws IOException {
		Path file = this.directory.resolve("a#1.facts");
		write("a#1.facts", fact(1, ""), fact(2, "\u00fc"));
		byte[] all = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(all, all.length - 4));
		assertThat(FactLog.readAll(this.directory)).containsExactly(fact(1, ""));
	}

	@Test
	void tornLineInTheMiddleIsAFault() throws IOException {
		write("a#1.facts", fact(1, ""));
		Files.writeString(this.directory.resolve("a#1.facts"), "{\"at\":\n", StandardOpenOption.APPEND);
		assertThatIllegalStateException().isThrownBy(() -> FactLog.readAll(this.directory))
			.withMessageContaining("a#1.facts");
	}

	@Test
	void interruptedThreadsWriteToo() throws InterruptedException {
		try (FactLog log = FactLog.open(this.directory.resolve("a#1.facts"))) {
			List<Thread> threads = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				Thread thread = new Thread(() -> {
					Thread.currentThread().interrupt();
					for (int at = 0; at < 100; at++) {
						log.write(fact(at, "x".repeat(100)));
					}
				});
				thread.start();
				threads.add(thread);
			}
			for (Thread thread : threads) {
				thread.join();
			}
		}
		assertThat(FactLog.readAll(this.directory)).hasSize(400);
	}

	@Test
	void fileThatNobodyWouldReadIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> FactLog.open(this.directory.resolve("a.txt")))
			.withMessageContaining(".facts");
	}

	private void write(String name, Fact... facts) {
		try (FactLog log = FactLog.open(this.directory.resolve(name))) {
			for (Fact fact : facts) {
				log.write(fact);
			}
		}
	}

	private static Fact fact(long at, String detail) {
		return new Fact(at, What.STARTED, "a#1", "default", "a", "op-1", 17, detail);
	}

}
