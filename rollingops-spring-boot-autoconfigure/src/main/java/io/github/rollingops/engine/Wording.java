package io.github.rollingops.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * Times in words, as seen from one instant.
 */
record Wording(Instant now) {

	private static final Duration LONG = Duration.ofSeconds(10);

	/**
	 * Return a time and how long ago it is, or that it is unknown.
	 */
	String at(@Nullable Instant time) {
		return (time == null) ? "an unknown time" : time + " (" + lasting(Duration.between(time, this.now)) + " ago)";
	}

	/**
	 * Return a duration to the second, and a short one to the millisecond.
	 */
	static String lasting(Duration duration) {
		ChronoUnit unit = (duration.compareTo(LONG) < 0) ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
		Duration rounded = duration.plus(unit.getDuration().dividedBy(2)).truncatedTo(unit);
		return (rounded.isNegative() ? Duration.ZERO : rounded).toString();
	}

	/**
	 * Return how many operations wait, as a sentence.
	 */
	static String waiting(int queued) {
		return switch (queued) {
			case 0 -> "Nothing is queued there.";
			case 1 -> "1 operation of its queue waits meanwhile.";
			default -> queued + " operations of its queue wait meanwhile.";
		};
	}

	/**
	 * Return a number of entries of a queue.
	 */
	static String entries(long count) {
		return (count == 1) ? "1 entry" : count + " entries";
	}

	/**
	 * Return a number of operations.
	 */
	static String operations(long count) {
		return (count == 1) ? "1 operation" : count + " operations";
	}

	static String sentence(String words) {
		return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
	}

}
