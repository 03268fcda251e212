package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import io.github.rollingops.testsupport.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxTests {

	private final ManualTime time = new ManualTime();

	private final Deque<Runnable> threads = new ArrayDeque<>();

	private final List<String> done = new ArrayList<>();

	private final Mailbox mailbox = new Mailbox(this.threads::add, new Timers(this.time.scheduler()));

	@Test
	void doesOneThingAfterTheOtherOnOneThread() {
		this.mailbox.execute(() -> this.done.add("first"));
		this.mailbox.execute(() -> this.done.add("second"));
		assertThat(this.done).isEmpty();
		assertThat(this.threads).hasSize(1);
		this.threads.remove().run();
		assertThat(this.done).containsExactly("first", "second");
		assertThat(this.threads).isEmpty();
	}

	@Test
	void doesWhatComesUpMeanwhileAfterwards() {
		this.mailbox.execute(() -> {
			this.mailbox.execute(() -> this.done.add("later"));
			this.done.add("now");
		});
		this.threads.remove().run();
		assertThat(this.done).containsExactly("now", "later");
	}

	@Test
	void goesOnAfterAFailure() {
		this.mailbox.execute(() -> {
			throw new IllegalStateException("broken");
		});
		this.mailbox.execute(() -> {
			throw new StackOverflowError();
		});
		this.mailbox.execute(() -> this.done.add("next"));
		this.threads.remove().run();
		assertThat(this.done).containsExactly("next");
	}

	@Test
	void doesThingsLater() {
		this.mailbox.executeAfter(Duration.ofSeconds(2), () -> this.done.add("later"));
		Future<?> cancelled = this.mailbox.executeAfter(Duration.ofSeconds(1), () -> this.done.add("never"));
		cancelled.cancel(false);
		this.time.advance(Duration.ofSeconds(2));
		this.threads.remove().run();
		assertThat(this.done).containsExactly("later");
	}

	@Test
	void missesNothingOnceAnExecutorIsThereAgain() {
		boolean[] refuses = { true };
		Mailbox mailbox = new Mailbox((task) -> {
			if (refuses[0]) {
				throw new RejectedExecutionException("shut down");
			}
			task.run();
		}, new Timers(this.time.scheduler()));
		mailbox.execute(() -> this.done.add("first"));
		refuses[0] = false;
		mailbox.execute(() -> this.done.add("second"));
		assertThat(this.done).containsExactly("first", "second");
	}

	@Test
	void tellsNobodyThatThereIsNoThread() {
		Error[] refusal = { new OutOfMemoryError("unable to create native thread") };
		Mailbox mailbox = new Mailbox((task) -> {
			if (refusal[0] != null) {
				throw refusal[0];
			}
			task.run();
		}, new Timers(this.time.scheduler()));
		mailbox.execute(() -> this.done.add("first"));
		refusal[0] = null;
		mailbox.execute(() -> this.done.add("second"));
		assertThat(this.done).containsExactly("first", "second");
	}

	@Test
	void goesOnAfterARefusalThoughNothingElseComes() {
		int[] refusals = { 3 };
		Mailbox mailbox = new Mailbox((task) -> {
			if (refusals[0]-- > 0) {
				throw new RejectedExecutionException("full");
			}
			task.run();
		}, new Timers(this.time.scheduler()));
		mailbox.execute(() -> this.done.add("first"));
		mailbox.execute(() -> this.done.add("second"));
		this.time.advance(Duration.ofSeconds(2));
		assertThat(this.done).containsExactly("first", "second");
	}

}
