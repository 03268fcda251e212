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

	static String lasting(Duration duration) {
		Duration positive = duration.isNegative() ? Duration.ZERO : duration;
		return positive.truncatedTo((positive.compareTo(LONG) < 0) ? ChronoUnit.MILLIS : ChronoUnit.SECONDS).toString();
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

	static String sentence(String words) {
		return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
	}

}
