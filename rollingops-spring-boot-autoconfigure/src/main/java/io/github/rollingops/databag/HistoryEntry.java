package io.github.rollingops.databag;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Change} as the group's history keeps it, without the operation's kwargs.
 *
 * @param id the place of the entry in the history; only the store can read it
 * @param at when it happened, by the group's stamps
 * @param type what changed
 * @param unit the unit concerned
 * @param token the token concerned, or 0
 * @param operationId the operation concerned, or {@code null}
 * @param callbackId the callback of that operation, or {@code null}
 * @param attempt how many runs of that operation had failed; 0 without an operation
 * @param detail more in a word; may be empty
 * @since 0.1.0
 */
public record HistoryEntry(String id, Instant at, Change.Type type, String unit, long token,
		@Nullable String operationId, @Nullable String callbackId, int attempt, String detail) {
}
