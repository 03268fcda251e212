package io.github.rollingops.databag;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where the databags of the groups of one namespace lie, and the only place in which
 * units agree on anything. Each step is atomic: it takes effect as a whole or not at all,
 * checks its caller's authority before it writes, and may be repeated.
 * <p>
 * Two clocks belong to a group. Stamps strictly increase and give the order. Liveness
 * time measures every duration (memberships, the lease, delays): it follows the store's
 * clock, never goes back, and never advances by more than lease minus renew deadline
 * between two steps, so that no outage and no jump of the store's clock can end a
 * membership before its unit's own deadline has.
 * <p>
 * Implementations are safe for use by several threads. A step that could not be brought
 * to an end throws a {@link StoreUnreachableException}: it may or may not have taken
 * effect.
 *
 * @since 0.1.0
 */
public interface DatabagStore {

	/**
	 * The version of what lies in the store that this code can read and write.
	 */
	int SCHEMA = 1;

	/**
	 * Join or renew a membership; take or renew the leader's lease.
	 * @param command who beats, and what it knows
	 * @return what the group knows
	 */
	HeartbeatAnswer heartbeat(HeartbeatCommand command);

	/**
	 * Append an operation to the queues of one or more units.
	 * @param command what is requested of whom
	 * @return an answer for each unit
	 */
	RequestAnswer request(RequestCommand command);

	/**
	 * As the leader: see departed units off, release stale grants, promote due retries,
	 * and grant the lock while it is free.
	 * @param command who schedules, under which term and policy
	 * @return when to schedule again
	 */
	ScheduleAnswer schedule(ScheduleCommand command);

	/**
	 * As the holder of a grant: apply the result of its operation and pass the turn on.
	 * @param command the token and the result
	 * @return what became of it
	 */
	FinishAnswer finish(FinishCommand command);

	/**
	 * As the holder of a grant: write down how far the steps of its operation have got.
	 * @param command what is known of the steps
	 * @return what became of it
	 */
	JournalAnswer journal(JournalCommand command);

	/**
	 * End a membership for good.
	 * @param command who leaves
	 * @return what became of it
	 */
	LeaveAnswer leave(LeaveCommand command);

	/**
	 * As an operator: cancel, take away, forget, or deal with what was set aside.
	 * @param command what is done to whom
	 * @return what became of it
	 */
	AdministrationAnswer administer(AdministrationCommand command);

	/**
	 * Read a whole group at one instant.
	 * @param group the name of the group
	 * @return the group
	 */
	GroupDatabag snapshot(String group);

	/**
	 * Read one unit's databag.
	 * @param group the name of the group
	 * @param unit the name of the unit
	 * @return the databag, or {@code null} if there is none
	 */
	@Nullable UnitDatabag databag(String group, String unit);

	/**
	 * Read what happened in a group, the newest first. The store keeps about as many
	 * entries as the group's {@link Policy} says.
	 * @param group the name of the group
	 * @param before the id of an entry, to go on with those older than it; {@code null}
	 * begins with the newest
	 * @param limit how many entries to read at most, 1 or more
	 * @return the entries; fewer than the limit if there are no more
	 * @throws IllegalArgumentException if {@code before} cannot be the id of an entry
	 */
	List<HistoryEntry> history(String group, @Nullable String before, int limit);

	/**
	 * Return what an operator should change about the store, as far as it can be asked.
	 * @return sentences; none if nothing is wrong, or the store does not say
	 */
	List<String> warnings();

	/**
	 * Listen to the hints that are meant for a unit. Hints may be lost, late or repeated.
	 * @param group the name of the group
	 * @param unit the name of the unit
	 * @param listener who is told, on a thread of the store's
	 * @return a handle to end the subscription
	 */
	Subscription subscribe(String group, String unit, HintListener listener);

}
