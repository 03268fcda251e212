package io.github.rollingops.databag.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationQueue;
import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.Held;
import org.jspecify.annotations.Nullable;

/**
 * What a script answered, read from front to back.
 */
final class Answer {

	/**
	 * The status by which a script asks for the databags of further units.
	 */
	private static final String MEMBERS_CHANGED = "MEMBERS_CHANGED";

	private final List<String> values;

	private int position;

	Answer(List<String> values) {
		this.values = values;
	}

	/**
	 * Return whether the script did nothing, since it needs the databags that this answer
	 * goes on to name.
	 */
	boolean asksForDatabags() {
		return this.values.get(0).equals(MEMBERS_CHANGED);
	}

	List<String> units() {
		return this.values.subList(1, this.values.size());
	}

	boolean hasMore() {
		return this.position < this.values.size();
	}

	String text() {
		return this.values.get(this.position++);
	}

	@Nullable String optionalText() {
		String text = text();
		return text.isEmpty() ? null : text;
	}

	long number() {
		return Long.parseLong(text());
	}

	boolean flag() {
		return text().equals("1");
	}

	Duration duration() {
		return Duration.of(number(), ChronoUnit.MICROS);
	}

	@Nullable Duration optionalDuration() {
		String text = text();
		return text.isEmpty() ? null : Duration.of(Long.parseLong(text), ChronoUnit.MICROS);
	}

	Instant instant() {
		return Instant.EPOCH.plus(number(), ChronoUnit.MICROS);
	}

	@Nullable Operation operation() {
		return operation(text());
	}

	@Nullable Held held() {
		String token = text();
		String dueIn = text();
		String operationId = text();
		Operation operation = operation();
		return token.isEmpty() ? null : new Held(Long.parseLong(token), operationId, operation,
				Duration.of(Long.parseLong(dueIn), ChronoUnit.MICROS));
	}

	/**
	 * Return the changes, with which an answer ends.
	 */
	List<Change> changes() {
		List<Change> changes = new ArrayList<>();
		while (hasMore()) {
			changes.add(new Change(Change.Type.valueOf(text()), text(), number(), operation(), text()));
		}
		return List.copyOf(changes);
	}

	/**
	 * Return the operation in a JSON text, or {@code null} if there is none that can be
	 * read. Its kwargs stay closed.
	 */
	static @Nullable Operation operation(String json) {
		return json.isEmpty() ? null : OperationQueue.read("[" + json + "]").queue().peek();
	}

}
