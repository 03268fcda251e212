package io.github.rollingops.sample.page;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The processes of the fleet, as the launcher knows and moves them. What the units agree
 * on among themselves is not known here, but asked of them.
 * <p>
 * Safe to use from any thread. What cannot be done as things are is refused with an
 * {@link IllegalStateException} whose message is for a person.
 */
public interface LocalFleet {

	/**
	 * Return all units, whatever their state, sorted by name.
	 * @return the units
	 */
	List<Unit> units();

	/**
	 * Return the latest turns, the oldest first.
	 * @return the turns
	 */
	List<Turn> turns();

	/**
	 * Return what is known of Redis.
	 * @return Redis
	 */
	Redis redis();

	/**
	 * End the process of a unit as {@code kill -9} does; it is started again.
	 * @param unit the name of the unit
	 */
	void kill(String unit);

	/**
	 * Stop the process of a unit as {@code kill -STOP} does.
	 * @param unit the name of the unit
	 * @throws IOException if no signal can be sent
	 */
	void pause(String unit) throws IOException;

	/**
	 * Let the process of a unit go on.
	 * @param unit the name of the unit
	 */
	void resume(String unit);

	/**
	 * End Redis as {@code kill -9} does, start it again, and wait until it answers.
	 * @param keepData whether it begins with the data that it had
	 * @throws IOException if it does not come up again
	 * @throws InterruptedException if the thread is interrupted
	 */
	void restartRedis(boolean keepData) throws IOException, InterruptedException;

	/**
	 * Write an entry that nobody can read into the queue of a unit.
	 * @param unit the name of the unit
	 * @throws IOException if Redis does not take it
	 */
	void poison(String unit) throws IOException;

	/**
	 * Have something done soon after each change; it must not block.
	 * @param listener what to do
	 */
	void onChange(Runnable listener);

	/**
	 * A unit.
	 *
	 * @param name the name of the unit
	 * @param pid its process, if there is one
	 * @param process what becomes of the process
	 * @param port where it listens, once it does
	 * @param accepting whether it has said that it takes searches
	 * @param documents how many documents it has indexed
	 */
	record Unit(String name, @Nullable Long pid, ProcessState process, @Nullable Integer port, boolean accepting,
			int documents) {
	}

	/**
	 * What becomes of a process.
	 */
	enum ProcessState {

		/**
		 * It does not listen yet.
		 */
		STARTING,

		/**
		 * It listens.
		 */
		RUNNING,

		/**
		 * It was stopped here, and can go on.
		 */
		STOPPED,

		/**
		 * There is none.
		 */
		DEAD

	}

	/**
	 * A run of an operation.
	 *
	 * @param unit the unit that runs it
	 * @param operation the id of the callback
	 * @param start when it began
	 * @param end when it ended
	 * @param result what the callback answered, {@value #CUT_SHORT} if the process ended
	 * first, or {@code null} while it runs
	 */
	record Turn(String unit, String operation, Instant start, @Nullable Instant end, @Nullable String result) {

		/**
		 * The result of a turn that ended with its process.
		 */
		public static final String CUT_SHORT = "cut-short";

	}

	/**
	 * The Redis that the units use.
	 *
	 * @param owned whether it was started by the launcher
	 * @param port where it listens, if it was
	 * @param running whether it runs, as far as is known
	 */
	record Redis(boolean owned, @Nullable Integer port, boolean running) {
	}

}
