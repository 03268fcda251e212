package io.github.rollingops.databag;

import java.util.List;

import io.github.rollingops.databag.UnitDatabag.Place;

/**
 * A store on a clock that is turned by hand, with the back doors through which somebody
 * with access to it, or a crash, could change what it holds. All of it concerns the group
 * {@link Fleet#GROUP}.
 */
public interface StoreUnderTest extends AutoCloseable {

	DatabagStore store();

	ManualClock clock();

	/**
	 * Write the text of a unit's queue as somebody could by hand.
	 */
	void poison(String unit, String operations);

	/**
	 * Write what was set aside of a unit's queue, as somebody could who mends it by hand.
	 */
	void writeSetAside(String unit, String... texts);

	/**
	 * Return the text of a unit's queue.
	 */
	String operations(String unit);

	/**
	 * Return every place in which the head of a unit's queue stands.
	 */
	List<Place> places(String unit);

	/**
	 * Lose all data.
	 */
	void forgetEverything();

	/**
	 * Lose a unit's databag and nothing else.
	 */
	void forget(String unit);

	/**
	 * Lose the memberships and nothing else.
	 */
	void forgetMembers();

	/**
	 * Lose the copies of all heads and nothing else.
	 */
	void forgetHeads();

	/**
	 * Let a finish come as far as the databag of its unit, and no further.
	 */
	void cutFinishInHalf(FinishCommand command);

	@Override
	void close();

}
