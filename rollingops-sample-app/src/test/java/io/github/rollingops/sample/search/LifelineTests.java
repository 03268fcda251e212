package io.github.rollingops.sample.search;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.github.rollingops.sample.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;

class LifelineTests {

	private static final String HELD = "-D" + Lifeline.PROPERTY + "=true";

	@Test
	void endsInGoodOrderWhenInputEnds() throws Exception {
		assertThat(statusAfterEndOfInput(Held.class)).isZero();
	}

	@Test
	void endsAllTheSameWhenGoodOrderTakesTooLong() throws Exception {
		assertThat(statusAfterEndOfInput(StuckAtShutdown.class)).isOne();
	}

	private int statusAfterEndOfInput(Class<?> main) throws Exception {
		try (JavaProcess java = JavaProcess.start(main, HELD)) {
			assertThat(java.readLine()).isEqualTo("up");
			java.process().getOutputStream().close();
			assertThat(java.process().waitFor(JavaProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			return java.process().exitValue();
		}
	}

	static class Held {

		public static void main(String[] args) throws InterruptedException {
			Lifeline.hold();
			System.out.println("up");
			new CountDownLatch(1).await();
		}

	}

	static class StuckAtShutdown {

		public static void main(String[] args) throws InterruptedException {
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}));
			Held.main(args);
		}

	}

}
