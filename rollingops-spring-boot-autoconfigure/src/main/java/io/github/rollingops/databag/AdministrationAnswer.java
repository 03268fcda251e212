package io.github.rollingops.databag;

import java.util.List;

/**
 * What an operator is told.
 *
 * @param status what became of the command; with all but {@link Status#DONE} nothing was
 * done, but that entries were set aside which could not be read
 * @param number with {@link Status#DONE}, how many entries it was about, or the token
 * that was burnt; with {@link Status#CHANGED}, how many entries there are
 * @param changes what this step changed
 * @since 0.1.0
 */
public record AdministrationAnswer(Status status, long number, List<Change> changes) {

	/**
	 * What became of a command.
	 */
	public enum Status {

		/**
		 * It was done.
		 */
		DONE,

		/**
		 * There is no such unit or operation.
		 */
		UNKNOWN,

		/**
		 * The operation has ended already.
		 */
		ENDED,

		/**
		 * The unit holds the turn, for this operation where one was named.
		 */
		GRANTED,

		/**
		 * The unit does not hold that token, or not any more.
		 */
		NOT_HELD,

		/**
		 * The unit is a live member.
		 */
		LIVE,

		/**
		 * There is nothing that it could be done to.
		 */
		EMPTY,

		/**
		 * Nothing of what was set aside can be read, or there is no room in the queue.
		 */
		UNREADABLE,

		/**
		 * It stands otherwise than the operator has seen it.
		 */
		CHANGED

	}

}
