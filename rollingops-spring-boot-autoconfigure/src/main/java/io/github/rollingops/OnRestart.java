package io.github.rollingops;

/**
 * What becomes of an operation made of steps whose process came to its end between them,
 * once the unit is back.
 *
 * @since 0.1.0
 */
public enum OnRestart {

	/**
	 * Undo what was begun, in reverse, and then count the attempt: the operation is tried
	 * again from its first step, if it may.
	 */
	ROLL_BACK,

	/**
	 * Skip the steps that were completed and go on with the one that was only begun: it
	 * is executed again and must bear that. If the steps were being undone, or were cut
	 * short too often, they are rolled back as with {@link #ROLL_BACK}.
	 */
	RESUME

}
