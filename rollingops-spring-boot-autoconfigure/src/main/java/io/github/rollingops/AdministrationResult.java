package io.github.rollingops;

/**
 * What became of something that an operator wanted.
 *
 * @param status whether it was done
 * @param description what was done, or why not and what can be done about it, in words
 * @param fencingToken the lowest token that a resource behind the lock should accept from
 * now on, where a release was forced; else 0
 * @since 0.1.0
 */
public record AdministrationResult(Status status, String description, long fencingToken) {

	/**
	 * Whether it was done.
	 */
	public enum Status {

		/**
		 * It was done.
		 */
		DONE,

		/**
		 * There was nothing to do: it has been done before, or has come about by itself.
		 */
		NOTHING_TO_DO,

		/**
		 * It was not done, and nothing was changed.
		 */
		REFUSED

	}

}
