package io.github.rollingops.databag;

/**
 * A word about the steps of an operation. It says all that is known of them and takes the
 * place of what was said before, so that it may be repeated, and may be late.
 *
 * @param caller who takes the steps; its sequence number is not looked at
 * @param token the token of the grant
 * @param operationId the operation
 * @param mode what it is about
 * @param version 1 or more, growing with each word under this token; 0 with
 * {@link Mode#CLAIM}
 * @param left the names of the steps that have not been undone; empty if there are none
 * @param steps the steps, as text
 * @since 0.1.0
 */
public record JournalCommand(Caller caller, long token, String operationId, Mode mode, long version, String left,
		String steps) {

	/**
	 * Take over what an earlier run has left.
	 * @param caller who holds the grant
	 * @param token the token of the grant
	 * @param operationId the operation
	 * @return a command that writes nothing of its own
	 */
	public static JournalCommand claim(Caller caller, long token, String operationId) {
		return new JournalCommand(caller, token, operationId, Mode.CLAIM, 0, "", "");
	}

	/**
	 * What a word is about.
	 */
	public enum Mode {

		/**
		 * The holder is about to begin: it takes over what an earlier run of the
		 * operation has left, and from then on nobody else writes there.
		 */
		CLAIM,

		/**
		 * The holder does its steps. Only who has the grant may.
		 */
		EXECUTING,

		/**
		 * The holder undoes its steps. That it may also when it has lost its grant, as
		 * long as no other life, and no later grant, has taken the journal over.
		 */
		UNDOING

	}

}
