package io.github.rollingops;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * One lock and the units that take turns under it, seen from this unit. Safe to use from
 * any thread.
 * <p>
 * A request takes effect at once: it knows nothing of a surrounding transaction and is
 * not undone with it. Reads ask the store, one round trip each.
 *
 * @since 0.1.0
 */
public interface RollingOpsGroup {

	/**
	 * The group that is meant where none is named.
	 */
	String DEFAULT_NAME = "default";

	/**
	 * Return the name of this group.
	 * @return the name
	 */
	String name();

	/**
	 * Ask for the lock on this unit in order to run a callback without arguments.
	 * @param callbackId the id of the callback
	 * @return {@link LockRequestResult.Status#ENQUEUED} or
	 * {@link LockRequestResult.Status#DUPLICATE}
	 * @throws RollingOpsInvalidLockRequestException if the request cannot be taken
	 * @throws RollingOpsNoRelationException if this unit has no part in the group
	 */
	default LockRequestResult requestLock(String callbackId) {
		return requestLock(LockRequest.of(callbackId));
	}

	/**
	 * Ask for the lock on this unit in order to run a callback.
	 * @param callbackId the id of the callback
	 * @param kwargs the arguments by parameter name
	 * @return {@link LockRequestResult.Status#ENQUEUED} or
	 * {@link LockRequestResult.Status#DUPLICATE}
	 * @throws RollingOpsInvalidLockRequestException if the request cannot be taken
	 * @throws RollingOpsNoRelationException if this unit has no part in the group
	 */
	default LockRequestResult requestLock(String callbackId, Map<String, ? extends @Nullable Object> kwargs) {
		return requestLock(LockRequest.of(callbackId).withKwargs(kwargs));
	}

	/**
	 * Ask for the lock on this unit in order to run a callback.
	 * @param request what to run
	 * @return {@link LockRequestResult.Status#ENQUEUED} or
	 * {@link LockRequestResult.Status#DUPLICATE}
	 * @throws RollingOpsInvalidLockRequestException if the request cannot be taken
	 * @throws RollingOpsNoRelationException if this unit has no part in the group
	 */
	LockRequestResult requestLock(LockRequest request);

	/**
	 * Ask for the lock on several units, in one atomic step.
	 * @param units the names of the units
	 * @param request what to run on each
	 * @return an answer for each unit, in the order of the names given; a unit that does
	 * not take the request is {@link LockRequestResult.Status#REFUSED} alone
	 * @throws RollingOpsInvalidLockRequestException if the request can be taken by no
	 * unit
	 * @throws RollingOpsNoRelationException if this unit has no part in the group
	 */
	List<LockRequestResult> requestLockOn(Collection<String> units, LockRequest request);

	/**
	 * Ask for the lock on every live unit of the group, in one atomic step.
	 * @param request what to run on each
	 * @return an answer for each unit, sorted by name
	 * @throws RollingOpsInvalidLockRequestException if the request can be taken by no
	 * unit
	 * @throws RollingOpsNoRelationException if this unit has no part in the group
	 */
	List<LockRequestResult> requestLockOnAllUnits(LockRequest request);

	/**
	 * Return how an operation of this unit ends.
	 * @param operationId the id of an operation in this unit's queue, or of one that
	 * ended lately
	 * @return a future that completes when the operation has been released or dropped,
	 * and exceptionally with a {@link RollingOpsNoRelationException} if this unit stops
	 * first; cancelling it does not cancel the operation
	 * @throws RollingOpsInvalidLockRequestException if this unit knows of no such
	 * operation
	 */
	CompletableFuture<OperationOutcome> completion(String operationId);

	/**
	 * Return this unit as the group sees it, one round trip.
	 * @return the state
	 * @throws RollingOpsNoRelationException if the store cannot be reached
	 */
	UnitSnapshot state();

	/**
	 * Return whether an operation of this unit waits for the lock, one round trip.
	 * @return whether the queue's head waits and has not been granted
	 * @throws RollingOpsNoRelationException if the store cannot be reached
	 */
	boolean isWaiting();

	/**
	 * Return whether an operation of the given callback waits in this unit's queue, one
	 * round trip.
	 * @param callbackId the id of the callback
	 * @return whether one is queued that has not been granted
	 * @throws RollingOpsNoRelationException if the store cannot be reached
	 */
	boolean isWaiting(String callbackId);

	/**
	 * Return the whole group, consistent at one instant. Costs one round trip, and work
	 * in the store in proportion to the number of units.
	 * @return the group
	 * @throws RollingOpsNoRelationException if the store cannot be reached
	 */
	GroupSnapshot snapshot();

	/**
	 * Explain why a unit stands where it stands: of what it has queued, the head. Costs
	 * what {@link #snapshot()} costs. Where the store does not answer, it is explained as
	 * far as this process knows, and nothing is thrown.
	 * @param unit the name of the unit, this one or another
	 * @return the explanation
	 */
	Explanation explain(String unit);

	/**
	 * Explain why an operation stands where it stands, or how it ended. Costs what
	 * {@link #snapshot()} costs and, for an operation that is queued nowhere, one more
	 * round trip for the newest 1,000 entries of the history. Where the store does not
	 * answer, it is explained as far as this process knows, and nothing is thrown.
	 * @param operationId the id of an operation of any unit
	 * @return the explanation
	 */
	Explanation explainOperation(String operationId);

	/**
	 * Return what keeps this unit from its work in the group, or slows it down, as far as
	 * this process knows. Asks nobody, and so works best when nothing else does.
	 * @return what is wrong, the gravest kind first; empty if nothing is
	 */
	List<Trouble> troubles();

}
