package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.chaos.Fact.What;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PulseTests {

	@Test
	void whatComesLateIsNoted() {
		List<Long> late = new ArrayList<>();
		Pulse.noteIfLate(0, TimeUnit.MILLISECONDS.toNanos(100), late::add);
		assertThat(late).isEmpty();
		Pulse.noteIfLate(0, TimeUnit.MILLISECONDS.toNanos(530), late::add);
		assertThat(late).containsExactly(500L);
	}

	@Test
	void beatThatTakesLongIsWrittenDown() throws InterruptedException {
		LinkedBlockingQueue<Fact> facts = new LinkedBlockingQueue<>();
		CountDownLatch never = new CountDownLatch(1);
		Pulse pulse = Pulse.of("a#1", () -> await(never), facts::add);
		try {
			Fact fact = facts.poll(20, TimeUnit.SECONDS);
			assertThat(fact).isNotNull();
			assertThat(fact.what()).isEqualTo(What.STALLED);
			assertThat(fact.unit()).isEqualTo("a");
			assertThat(Long.parseLong(fact.detail())).isGreaterThanOrEqualTo(Pulse.LATE.toMillis());
		}
		finally {
			pulse.close();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(2 * Pulse.LATE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
