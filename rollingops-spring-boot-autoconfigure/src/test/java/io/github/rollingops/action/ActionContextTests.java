package io.github.rollingops.action;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.rollingops.action.ActionEvent.Type;
import org.junit.jupiter.api.Test;

import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ActionContextTests {

	private final RecordedTime time = new RecordedTime();

	private final List<ActionEvent> events = new ArrayList<>();

	private final List<String> seen = new ArrayList<>();

	private final IOException failure = new IOException("disk full");

	private final ActionQueue queue = new ActionQueue(ActionOptions.DEFAULT.withName("publish")
		.withTime(this.time)
		.withListeners(List.of(this.events::add))
		.withLimits(new ActionLimits(null, Duration.ofSeconds(10), null)));

	@Test
	void tellsOfThePhaseTheAttemptTheCauseAndTheTimeLeft() {
		this.queue.add(aware("a", 1)).add(Action.of("b", () -> {
			throw this.failure;
		}, () -> {
		}));
		assertThatExceptionOfType(IOException.class).isThrownBy(this.queue::run);
		assertThat(this.seen).containsExactly("a EXECUTE 0 false null PT10S", "a EXECUTE 1 false null PT9S",
				"a ROLLBACK 0 true " + this.failure + " null");
	}

	@Test
	void tellsTheFailingActionThatItDidNotComplete() {
		this.queue.add(aware("a", 100));
		this.time.meanwhile = () -> this.time.pass(Duration.ofSeconds(3));
		assertThatExceptionOfType(ActionLimitExceededException.class).isThrownBy(this.queue::run);
		assertThat(this.seen).last().asString().startsWith("a ROLLBACK 0 false ");
	}

	@Test
	void keepsValuesOfEachActionForItsRollback() {
		ContextAction first = new Keeping("first", Map.of("rows", 3));
		ContextAction second = new Keeping("second", List.of("x"));
		this.queue.add(first).add(second.retrying(null, null)).add(Action.of("b", () -> {
			throw this.failure;
		}, () -> {
		}));
		assertThatExceptionOfType(IOException.class).isThrownBy(this.queue::run);
		assertThat(this.seen).containsExactly("second [x]", "first {rows=3}");
	}

	@Test
	void refusesValuesThatAreNotJsonTooLongOrOfAnotherType() {
		ActionValues values = new ActionValues(Map.of(), () -> {
		});
		assertThatIllegalArgumentException().isThrownBy(() -> values.put("thread", new Object()))
			.withMessageContainingAll("'thread'", "java.lang.Object", "JSON");
		assertThatIllegalArgumentException().isThrownBy(() -> values.put("long", "x".repeat(ActionValues.MAX_LENGTH)))
			.withMessageContainingAll("'long'", "8194", "8192");
		assertThatIllegalArgumentException().isThrownBy(() -> values.put("half", "\ud83d"))
			.withMessageContainingAll("'half'", "surrogate", "remove");
		values.put("name", "x");
		assertThatIllegalArgumentException().isThrownBy(() -> values.get("name", Integer.class))
			.withMessageContainingAll("'name'", "java.lang.Integer");
		assertThat(values.get("name", String.class)).hasValue("x");
		assertThat(values.get("other", String.class)).isEmpty();
	}

	@Test
	void cannotBeRunWithoutAQueue() {
		ContextAction action = aware("a", 0);
		assertThatIllegalStateException().isThrownBy(action::execute).withMessageContainingAll("'a'", "ActionQueue");
		assertThatIllegalStateException().isThrownBy(action::rollback);
	}

	@Test
	void listenersAreToldOfEachStep() {
		this.queue.add(aware("a", 1)).add(Action.of("b", () -> {
			throw this.failure;
		}, () -> {
			throw new IllegalStateException("gone");
		}));
		assertThatExceptionOfType(IOException.class).isThrownBy(this.queue::run);
		assertThat(this.events)
			.extracting((event) -> event.queue() + " " + event.action() + " " + event.type() + " " + event.attempt())
			.containsExactly("publish a STARTED 0", "publish a RETRIED 1", "publish a COMPLETED 1",
					"publish b STARTED 0", "publish b FAILED 0", "publish b ROLLBACK_FAILED 0",
					"publish a ROLLED_BACK 0");
		assertThat(this.events).filteredOn((event) -> event.type() == Type.COMPLETED)
			.extracting(ActionEvent::taken)
			.containsExactly(Duration.ofSeconds(1));
		assertThat(this.events).filteredOn((event) -> event.type() == Type.FAILED)
			.extracting(ActionEvent::error)
			.containsExactly(this.failure);
	}

	@Test
	void contextCanBeToldAsAListener() throws Exception {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			List<Object> published = new ArrayList<>();
			context.addApplicationListener(
					(PayloadApplicationEvent<ActionEvent> event) -> published.add(event.getPayload().type()));
			context.refresh();
			new ActionQueue(ActionOptions.DEFAULT.withListeners(List.of(context::publishEvent)))
				.add(Action.of("a", () -> {
				}, () -> {
				}))
				.run();
			assertThat(published).containsExactly(Type.STARTED, Type.COMPLETED);
		}
	}

	@Test
	void listenerThatThrowsChangesNothing() throws Exception {
		ActionQueue listened = new ActionQueue(ActionOptions.DEFAULT.withListeners(List.of((event) -> {
			throw new IllegalStateException("not now");
		}, (event) -> {
			throw new LinkageError("not here");
		}, this.events::add)));
		listened.add(Action.of("a", () -> {
		}, () -> {
		})).execute();
		assertThat(this.events).extracting(ActionEvent::type).containsExactly(Type.STARTED, Type.COMPLETED);
	}

	/** Asks to be called again some times, a second apart. */
	private ContextAction aware(String name, int retries) {
		return new ContextAction() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public void execute(ActionContext context) {
				see(context);
				if (context.attempt() < retries) {
					throw new ActionRetryException(Duration.ofSeconds(1));
				}
			}

			@Override
			public void rollback(ActionContext context) {
				see(context);
			}

			private void see(ActionContext context) {
				ActionContextTests.this.seen.add("%s %s %d %s %s %s".formatted(context.action(), context.phase(),
						context.attempt(), context.completed(), context.cause(), context.remaining()));
			}

		};
	}

	private final class Keeping implements ContextAction {

		private final String name;

		private final Object value;

		private Keeping(String name, Object value) {
			this.name = name;
			this.value = value;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public void execute(ActionContext context) {
			context.values().put("kept", this.value);
		}

		@Override
		public void rollback(ActionContext context) {
			ActionContextTests.this.seen
				.add(this.name + " " + context.values().get("kept", Object.class).orElseThrow());
		}

	}

}
