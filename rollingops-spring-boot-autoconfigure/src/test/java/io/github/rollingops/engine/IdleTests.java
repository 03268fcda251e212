package io.github.rollingops.engine;

import java.util.ArrayList;
import java.util.List;

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
		this.idle.end();
		this.idle.then(() -> this.done.add("later"));
		assertThat(this.done).isEmpty();
		this.idle.begin();
		assertThat(this.done).containsExactly("later");
		this.idle.end();
		this.idle.then(() -> this.done.add("much later"));
		assertThat(this.done).hasSize(1);
	}

}
