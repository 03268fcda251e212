package io.github.rollingops.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.chaos.Fact.What;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One run of a callback, as its process wrote it down.
 */
final class Run {

	private final Fact started;

	private final JsonNode detail;

	private final List<Fact> later = new ArrayList<>();

	Run(Fact started) {
		this.started = started;
		this.detail = Details.of(started);
	}

	void add(Fact fact) {
		this.later.add(fact);
	}

	String life() {
		return this.started.life();
	}

	String group() {
		return this.started.group();
	}

	String unit() {
		return this.started.unit();
	}

	String operation() {
		return this.started.operation();
	}

	long token() {
		return this.started.token();
	}

	long startedAt() {
		return this.started.at();
	}

	String callback() {
		return Details.text(this.detail, "callbackId");
	}

	int attempt() {
		return this.detail.path("attempt").asInt(0);
	}

	/** How often it may be tried again, {@code null} without limit. */
	@Nullable Integer maxRetry() {
		JsonNode maxRetry = this.detail.path("maxRetry");
		return maxRetry.isNumber() ? maxRetry.asInt() : null;
	}

	Instant requestedAt() {
		return Instant.parse(Details.text(this.detail, "requestedAt"));
	}

	JsonNode kwargs() {
		return Details.json(this.detail, "kwargs");
	}

	/**
	 * A callback made of steps: its attempts are counted by the run that undoes them, and
	 * its end is not seen exactly.
	 */
	boolean isOfSteps() {
		return callback().equals("steps");
	}

	/**
	 * When the grant held for the last time for all that is known, or {@code null} if
	 * nothing is. Whoever has lost a grant never has it again, so that it held from the
	 * start until then.
	 */
	@Nullable Fact lastValid() {
		return last(What.VALID);
	}

	@Nullable Fact ended() {
		return last(What.ENDED);
	}

	@Nullable Fact interrupted() {
		return last(What.INTERRUPTED);
	}

	/** When the process was told that the grant is lost. */
	@Nullable Fact lost() {
		return last(What.EVENT);
	}

	private @Nullable Fact last(What what) {
		Fact last = null;
		for (Fact fact : this.later) {
			if (fact.what() == what) {
				last = fact;
			}
		}
		return last;
	}

	@Override
	public String toString() {
		return "run of " + operation() + " (" + callback() + ", attempt " + attempt() + ") under token " + token()
				+ " in " + life() + " of group " + group();
	}

}
