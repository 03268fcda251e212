package io.github.rollingops.engine;

import java.time.Duration;
import java.time.Instant;

import io.github.rollingops.Explanation.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Why something does not go on, whomever it concerns.
 *
 * @param kind what it is about
 * @param since since when, or {@code null}
 * @param dueIn after what time it goes on by itself, or {@code null}
 * @param description in words
 */
record Finding(Kind kind, @Nullable Instant since, @Nullable Duration dueIn, String description) {

	/**
	 * Add what else is to be known, if it is anything.
	 */
	Finding and(@Nullable String words) {
		return (words == null) ? this
				: new Finding(this.kind, this.since, this.dueIn, this.description + " Besides, " + words + ".");
	}

}
