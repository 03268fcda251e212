package io.github.rollingops.chaos;

/**
 * Something that may not have happened.
 *
 * @param check the check that found it
 * @param at when
 * @param message what
 */
record Violation(String check, long at, String message) {
}
