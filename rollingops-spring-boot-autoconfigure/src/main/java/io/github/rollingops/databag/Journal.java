package io.github.rollingops.databag;

/**
 * What a unit has written down of the steps of an operation, so that its next life knows
 * what was begun. The text of the steps is the unit's own affair.
 *
 * @param operationId the operation
 * @param token the token of the grant whose holder writes it
 * @param version grows with each word of that holder
 * @param left the names of the steps that have not been undone; empty if there are none
 * @param steps the steps, as text
 * @since 0.1.0
 */
public record Journal(String operationId, long token, long version, String left, String steps) {
}
