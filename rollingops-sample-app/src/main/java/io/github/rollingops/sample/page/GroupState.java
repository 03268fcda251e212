package io.github.rollingops.sample.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A group as the endpoint {@code rollingops} of a unit describes it; the part of it that
 * is shown.
 */
record GroupState(@Nullable Instant takenAt, @Nullable String leader, long term, List<Grant> grants, List<Unit> units,
		List<Trouble> troubles, History history, @Nullable String error) {

	record Grant(String unit, String operationId, @Nullable String callbackId, long fencingToken, Instant since) {
	}

	record Unit(String name, String status, String intent, @Nullable Instant lastSeen, @Nullable String bootId,
			boolean busy, boolean draining, @Nullable Instant executedAt, @Nullable Duration retryIn, int setAside,
			List<Entry> queue, @Nullable Journal journal, @Nullable Explanation explanation) {

		/**
		 * Return when the head of the queue has backed off for long enough.
		 */
		@Nullable Instant retryDueAt(@Nullable Instant takenAt) {
			return (takenAt != null && this.retryIn != null && this.retryIn.compareTo(Duration.ZERO) > 0)
					? takenAt.plus(this.retryIn) : null;
		}

		/**
		 * Return the steps of the head of the queue that were begun.
		 */
		List<Step> steps() {
			return (this.journal != null) ? this.journal.steps() : List.of();
		}

	}

	record Entry(String id, String callbackId, Map<String, @Nullable Object> kwargs, int attempt,
			@Nullable Integer maxRetry, @Nullable Instant requestedAt) {
	}

	record Journal(List<Step> steps) {
	}

	record Step(String name, String status) {
	}

	record Explanation(String kind, String description) {
	}

	record Trouble(String kind, String description) {
	}

	record History(List<Change> entries) {
	}

	record Change(String id, Instant at, String type, @Nullable String unit, @Nullable String callbackId,
			@Nullable String detail) {
	}

}
