package io.github.rollingops.chaos;

/**
 * A stretch of time, in nanoseconds.
 *
 * @param from its begin
 * @param to its end
 */
record Span(long from, long to) {

	boolean meets(long from, long to) {
		return this.from <= to && this.to >= from;
	}

	boolean contains(long at) {
		return this.from <= at && at <= this.to;
	}

}
