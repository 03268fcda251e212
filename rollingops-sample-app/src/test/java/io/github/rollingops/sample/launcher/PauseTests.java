package io.github.rollingops.sample.launcher;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.rollingops.sample.JavaProcess;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class PauseTests {

	private Process process;

	@BeforeEach
	void start() throws Exception {
		this.process = new ProcessBuilder("cat").start();
	}

	@AfterEach
	void end() throws Exception {
		this.process.destroyForcibly();
		JavaProcess.awaitEnd(this.process.toHandle());
	}

	@Test
	void stopsProcessUntilClosed() throws Exception {
		Pause pause = Pause.of(this.process.pid());
		Awaitility.await().until(this::isStopped);
		pause.close();
		Awaitility.await().until(() -> !isStopped());
		assertThat(this.process.isAlive()).isTrue();
	}

	@Test
	void letsProcessGoOnWhenItsOwnerIsKilled() throws Exception {
		try (JavaProcess owner = JavaProcess.start(Owner.class, String.valueOf(this.process.pid()))) {
			assertThat(owner.readLine()).isEqualTo("paused");
			Awaitility.await().until(this::isStopped);
			owner.process().destroyForcibly();
			Awaitility.await().until(() -> !isStopped());
			assertThat(this.process.isAlive()).isTrue();
		}
	}

	@Test
	void refusesProcessThatIsGone() throws Exception {
		end();
		assertThatIOException().isThrownBy(() -> Pause.of(this.process.pid()))
			.withMessageContaining(String.valueOf(this.process.pid()));
	}

	private boolean isStopped() throws Exception {
		Process ps = new ProcessBuilder(List.of("ps", "-o", "stat=", "-p", String.valueOf(this.process.pid()))).start();
		return new String(ps.getInputStream().readAllBytes()).startsWith("T");
	}

	static class Owner {

		public static void main(String[] args) throws Exception {
			Pause pause = Pause.of(Long.parseLong(args[0]));
			System.out.println("paused");
			new CountDownLatch(1).await();
			pause.close();
		}

	}

}
