package io.github.rollingops.databag;

import java.util.List;

import io.github.rollingops.LockRequestResult;

/**
 * What a request is told.
 *
 * @param status what became of the request as a whole
 * @param results an answer for each unit, with {@link Status#ANSWERED}
 * @param before the revision of the caller's own databag that this request's addition to
 * it followed; the same as {@code rev} where it added nothing
 * @param rev the revision of the caller's own databag
 * @param changes what this step changed beside what the results say
 * @since 0.1.0
 */
public record RequestAnswer(Status status, List<LockRequestResult> results, long before, long rev,
		List<Change> changes) {

	/**
	 * What became of a request.
	 */
	public enum Status {

		/**
		 * Each unit has its answer.
		 */
		ANSWERED,

		/**
		 * The caller's name belongs to another life, or to none; nothing was changed.
		 */
		NOT_A_MEMBER,

		/**
		 * The request came after its time; nothing was changed.
		 */
		TOO_LATE

	}

}
