package io.github.rollingops.databag;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a finish is told.
 *
 * @param status what became of it
 * @param held a grant that the caller holds now; a hint only
 * @param before the revision of the caller's databag that this step's change of it
 * followed; the same as {@code rev} where it changed nothing
 * @param rev the revision of the caller's databag
 * @param changes what this step changed
 * @since 0.1.0
 */
public record FinishAnswer(Status status, @Nullable Held held, long before, long rev, List<Change> changes) {

	/**
	 * What became of a finish.
	 */
	public enum Status {

		/**
		 * It was applied.
		 */
		APPLIED,

		/**
		 * It had been applied before; nothing was changed.
		 */
		REPEATED,

		/**
		 * The grant is no longer the caller's; nothing was changed.
		 */
		STALE

	}

}
