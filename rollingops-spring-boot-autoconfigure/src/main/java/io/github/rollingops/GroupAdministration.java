package io.github.rollingops;

import java.util.Collection;
import java.util.List;

/**
 * What an operator can do to one group. Each call costs one round trip to the store, or
 * two. Safe to use from any thread.
 *
 * @since 0.1.0
 */
public interface GroupAdministration {

	/**
	 * Ask for the lock on several units.
	 * @param units the names of the units
	 * @param request what to run on each
	 * @return an answer for each unit
	 * @throws RollingOpsInvalidLockRequestException if the request can be taken by no
	 * unit
	 * @throws RollingOpsNoRelationException if this unit has no part in the group
	 * @see RollingOpsGroup#requestLockOn(Collection, LockRequest)
	 */
	List<LockRequestResult> request(Collection<String> units, LockRequest request);

	/**
	 * Ask for the lock on every live unit.
	 * @param request what to run on each
	 * @return an answer for each unit
	 * @throws RollingOpsInvalidLockRequestException if the request can be taken by no
	 * unit
	 * @throws RollingOpsNoRelationException if this unit has no part in the group
	 * @see RollingOpsGroup#requestLockOnAllUnits(LockRequest)
	 */
	List<LockRequestResult> requestOnAllUnits(LockRequest request);

	/**
	 * Drop an operation that waits, as {@link DropReason#CANCELLED}. One that holds the
	 * turn is refused: it may be running.
	 * @param unit the name of the unit in whose queue it stands
	 * @param operationId the id of the operation
	 * @return what became of it
	 * @throws RollingOpsNoRelationException if the store cannot be reached; whether it
	 * was done is not known, and it may be tried again
	 */
	AdministrationResult cancel(String unit, String operationId);

	/**
	 * Take the turn from whoever holds it under a token. The token is burnt in the same
	 * step, so that its holder can change nothing in the group any more. The run counts
	 * as cut short and comes again, behind the others.
	 * <p>
	 * The holder is interrupted as soon as it hears of this, within one heartbeat. Until
	 * its callback has heeded that, <strong>two units may run at once</strong>: use it
	 * where a callback does not end and its unit cannot be stopped.
	 * @param fencingToken the token of the grant
	 * @return what became of it; its token is higher than the burnt one, for a resource
	 * that is to refuse whoever comes with less
	 * @throws RollingOpsNoRelationException if the store cannot be reached; whether it
	 * was done is not known, and it may be tried again
	 */
	AdministrationResult forceRelease(long fencingToken);

	/**
	 * Drop all that a departed unit has queued, as {@link DropReason#UNIT_FORGOTTEN},
	 * without waiting for the retention to pass. Its name goes from the group an hour
	 * later, unless it returns.
	 * @param unit the name of the unit
	 * @return what became of it
	 * @throws RollingOpsNoRelationException if the store cannot be reached; whether it
	 * was done is not known, and it may be tried again
	 */
	AdministrationResult forget(String unit);

	/**
	 * Queue again what was set aside as unreadable and can be read now, since it was
	 * mended, or since this version can read it.
	 * @param unit the name of the unit
	 * @return what became of it
	 * @throws RollingOpsNoRelationException if the store cannot be reached; whether it
	 * was done is not known, and it may be tried again
	 */
	AdministrationResult readmit(String unit);

	/**
	 * Drop what was set aside as unreadable.
	 * @param unit the name of the unit
	 * @param entries how many entries the caller has seen there; others are not dropped
	 * unseen
	 * @return what became of it
	 * @throws RollingOpsNoRelationException if the store cannot be reached; whether it
	 * was done is not known, and it may be tried again
	 */
	AdministrationResult discard(String unit, int entries);

}
