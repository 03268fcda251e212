package io.github.rollingops.actuate;

/**
 * What can be done to a group through the endpoint.
 *
 * @since 0.1.0
 */
public enum SteeringAction {

	/**
	 * Request an operation.
	 */
	REQUEST,

	/**
	 * Drop an operation that waits.
	 */
	CANCEL,

	/**
	 * Take the turn from its holder.
	 */
	FORCE_RELEASE,

	/**
	 * Drop what a departed unit has queued.
	 */
	FORGET,

	/**
	 * Queue again what was set aside.
	 */
	READMIT,

	/**
	 * Drop what was set aside.
	 */
	DISCARD

}
