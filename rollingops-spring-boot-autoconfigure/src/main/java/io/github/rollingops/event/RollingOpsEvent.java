package io.github.rollingops.event;

/**
 * What happened in a group, published as a Spring event in the process where it happened:
 * in order, on a thread of its own, so that a slow listener delays no heartbeat.
 *
 * @since 0.1.0
 */
public sealed interface RollingOpsEvent permits EntrySetAsideEvent, GrantLostEvent, LeadershipChangedEvent,
		OperationCompletedEvent, OperationDroppedEvent, OperationRequestedEvent, OperationRetryScheduledEvent,
		OperationStartedEvent, OperationStepEvent, OperationStepsLeftEvent, RollingOpsLockGrantedEvent,
		StaleGrantReleasedEvent, StoreLostEvent, UnitJoinedEvent, UnitLeftEvent {

	/**
	 * Return the group in which it happened.
	 * @return the name of the group
	 */
	String group();

	/**
	 * Return the unit that it concerns.
	 * @return the name of the unit
	 */
	String unit();

}
