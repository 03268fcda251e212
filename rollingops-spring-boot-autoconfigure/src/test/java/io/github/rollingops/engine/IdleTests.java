package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import io.github.rollingops.Operation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdleTests {

	private final Idle idle = new Idle();

	private final List<String> done = new ArrayList<>();

	@Test
	void nothingWaitsWhereNoCallbackRuns() {
		this.idle.then(() -> this.done.add("at once"));
		assertThat(this.done).containsExactly("at once");
	}

	@Test
	void waitsForTheCallbackThatRuns() {
		Runnable over = this.idle.end(run(1));
		this.idle.then(() -> this.done.add("later"));
		assertThat(this.done).isEmpty();
		over.run();
		assertThat(this.done).containsExactly("later");
		this.idle.end(run(2));
		this.idle.then(() -> this.done.add("much later"));
		assertThat(this.done).hasSize(1);
	}

	@Test
	void threadThatReturnsLateEndsItsOwnRunAlone() {
		Runnable first = this.idle.end(run(1));
		this.idle.then(() -> this.done.add("after the first"));
		Run second = run(2);
		Runnable over = this.idle.end(second);
		first.run();
		assertThat(this.done).containsExactly("after the first");
		assertThat(this.idle.isNow()).isFalse();
		assertThat(this.idle.running()).isSameAs(second);
		over.run();
		assertThat(this.idle.isNow()).isTrue();
		assertThat(this.idle.running()).isNull();
	}

	private static Run run(long token) {
		LongSupplier clock = () -> 0;
		return new Run(new Identity("default", "a", "boot"), Operation.create("reload", Map.of(), null), token,
				new Trust(clock), clock, Duration.ofSeconds(1));
	}

}
