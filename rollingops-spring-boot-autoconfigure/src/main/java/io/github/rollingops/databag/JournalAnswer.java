package io.github.rollingops.databag;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a word about the steps of an operation is told.
 *
 * @param status what became of it
 * @param journal the journal that the caller owns now, or {@code null} if there is none
 * @param changes what this step changed
 * @since 0.1.0
 */
public record JournalAnswer(Status status, @Nullable Journal journal, List<Change> changes) {

	/**
	 * What became of a word.
	 */
	public enum Status {

		/**
		 * It is written down.
		 */
		WRITTEN,

		/**
		 * The caller does not hold the grant, and has no journal either; nothing was
		 * changed.
		 */
		NOT_GRANTED,

		/**
		 * Another life, a later grant or a later word has come first; nothing was
		 * changed.
		 */
		SUPERSEDED

	}

}
