package io.github.rollingops.metrics;

import java.util.Locale;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * Every meter that there is. Reference, dashboard and alerts are held against this list.
 *
 * @since 0.1.0
 */
public enum RollingOpsMeter implements MeterDocumentation {

	/**
	 * Operations that this process had queued.
	 */
	REQUESTED("rollingops.requested", Meter.Type.COUNTER, "operations", Reporter.REQUESTER,
			"Operations that this process had queued, on whichever unit", Key.GROUP, Key.CALLBACK),

	/**
	 * Operations that were completed.
	 */
	COMPLETED("rollingops.completed", Meter.Type.COUNTER, "operations", Reporter.UNIT,
			"Operations of this unit that were completed", Key.GROUP, Key.CALLBACK),

	/**
	 * Runs after which an operation is tried again.
	 */
	RETRIES("rollingops.retries", Meter.Type.COUNTER, null, Reporter.UNIT,
			"Runs on this unit that failed, were not enough, or were cut short, and are tried again", Key.GROUP,
			Key.CALLBACK),

	/**
	 * Operations that were given up.
	 */
	DROPPED("rollingops.dropped", Meter.Type.COUNTER, "operations", Reporter.UNIT,
			"Operations of this unit that will not be run any more; those of a forgotten unit are counted by whoever forgot it",
			Key.GROUP, Key.REASON),

	/**
	 * Time from a request to the grant of its first run.
	 */
	WAIT("rollingops.wait", Meter.Type.TIMER, null, Reporter.UNIT,
			"Time from an operation's request to the grant of its first run on this unit, by the group's clock",
			Key.GROUP, Key.CALLBACK),

	/**
	 * Time of the runs; taken by {@link RollingOpsObservation#OPERATION}.
	 */
	OPERATION("rollingops.operation", Meter.Type.TIMER, null, Reporter.UNIT,
			"Time of the runs on this unit, of the callback and all who stand around it", Key.GROUP, Key.CALLBACK,
			Key.RESULT, Key.ERROR),

	/**
	 * Runs that have not ended; taken by {@link RollingOpsObservation#OPERATION}.
	 */
	OPERATION_ACTIVE("rollingops.operation.active", Meter.Type.LONG_TASK_TIMER, null, Reporter.UNIT,
			"Runs on this unit that have not ended, and for how long they have lasted", Key.GROUP, Key.CALLBACK,
			Key.RESULT),

	/**
	 * Time of the requests; taken by {@link RollingOpsObservation#REQUEST}.
	 */
	REQUEST("rollingops.request", Meter.Type.TIMER, null, Reporter.REQUESTER,
			"Time that requests of this process took to be answered", Key.GROUP, Key.CALLBACK, Key.RESULT, Key.ERROR),

	/**
	 * Requests that have no answer yet; taken by {@link RollingOpsObservation#REQUEST}.
	 */
	REQUEST_ACTIVE("rollingops.request.active", Meter.Type.LONG_TASK_TIMER, null, Reporter.REQUESTER,
			"Requests of this process that have no answer yet, and for how long they have waited", Key.GROUP,
			Key.CALLBACK, Key.RESULT),

	/**
	 * Time from the end of a run to the grant of the next one.
	 */
	HANDOVER("rollingops.handover", Meter.Type.TIMER, null, Reporter.UNIT,
			"Time from the end of a run on this unit to the store's word that the next unit has the turn", Key.GROUP),

	/**
	 * Runs that lost their grant.
	 */
	GRANTS_LOST("rollingops.grants.lost", Meter.Type.COUNTER, null, Reporter.UNIT,
			"Runs on this unit that lost their grant while the callback ran", Key.GROUP),

	/**
	 * Grants that were taken back from a holder that had gone.
	 */
	GRANTS_STALE("rollingops.grants.stale", Meter.Type.COUNTER, null, Reporter.OBSERVER,
			"Grants that this unit took back since their holder had gone", Key.GROUP),

	/**
	 * Units whose membership ended by itself.
	 */
	DEPARTED("rollingops.departed", Meter.Type.COUNTER, "units", Reporter.OBSERVER,
			"Units that this unit saw off since their membership had ended by itself", Key.GROUP),

	/**
	 * Leaderships that began.
	 */
	LEADERSHIP_CHANGES("rollingops.leadership.changes", Meter.Type.COUNTER, null, Reporter.UNIT,
			"How often this unit took the lead", Key.GROUP),

	/**
	 * Things that could not be read.
	 */
	SET_ASIDE("rollingops.set.aside", Meter.Type.COUNTER, "entries", Reporter.OBSERVER,
			"What a step of this unit could not read and set aside", Key.GROUP),

	/**
	 * Losses of the store.
	 */
	STORE_LOSSES("rollingops.store.losses", Meter.Type.COUNTER, null, Reporter.OBSERVER,
			"How often this unit found that the store had lost acknowledged writes", Key.GROUP),

	/**
	 * Calls to the store.
	 */
	STORE_CALLS("rollingops.store.calls", Meter.Type.TIMER, null, Reporter.UNIT,
			"Time of this unit's calls to the store", Key.STEP, Key.OUTCOME),

	/**
	 * Whether this unit leads.
	 */
	LEADING("rollingops.leading", Meter.Type.GAUGE, null, Reporter.UNIT, "1 while this unit leads, else 0", Key.GROUP),

	/**
	 * Whether this unit holds the lock.
	 */
	HOLDING("rollingops.holding", Meter.Type.GAUGE, null, Reporter.UNIT, "1 while this unit has the turn, else 0",
			Key.GROUP),

	/**
	 * Time without a leader.
	 */
	LEADERLESS("rollingops.leaderless", Meter.Type.GAUGE, "seconds", Reporter.UNIT,
			"For how long this unit has been told that nobody leads; 0 if somebody does, NaN while it is no member",
			Key.GROUP),

	/**
	 * What keeps this unit from its work.
	 */
	TROUBLE("rollingops.trouble", Meter.Type.GAUGE, "seconds", Reporter.UNIT,
			"For how long this unit has had a trouble of that kind; 0 if it has none", Key.GROUP, Key.KIND),

	/**
	 * The queue of this unit.
	 */
	QUEUE("rollingops.queue", Meter.Type.GAUGE, "operations", Reporter.UNIT,
			"Operations in the queue of this unit, the one that runs included, as far as the process knows", Key.GROUP),

	/**
	 * All queues of the group.
	 */
	GROUP_QUEUE("rollingops.group.queue", Meter.Type.GAUGE, "operations", Reporter.LEADER,
			"Operations in all queues of the group, those of departed units included", Key.GROUP),

	/**
	 * The oldest operation of the group.
	 */
	GROUP_OLDEST("rollingops.group.oldest", Meter.Type.GAUGE, "seconds", Reporter.LEADER,
			"Age of the group's oldest operation since its request; 0 if none is queued", Key.GROUP),

	/**
	 * The present turn.
	 */
	GROUP_TURN("rollingops.group.turn", Meter.Type.GAUGE, "seconds", Reporter.LEADER,
			"For how long the turn has been where it is; 0 if nobody has it", Key.GROUP),

	/**
	 * How long a live unit has been silent.
	 */
	GROUP_SILENCE("rollingops.group.silence", Meter.Type.GAUGE, "seconds", Reporter.LEADER,
			"Time since the last heartbeat of the live unit that has been silent longest", Key.GROUP),

	/**
	 * The units of the group.
	 */
	GROUP_UNITS("rollingops.group.units", Meter.Type.GAUGE, "units", Reporter.LEADER,
			"Units of the group by where they stand; all but not-ready are alive", Key.GROUP, Key.STATUS);

	private final String name;

	private final Meter.Type type;

	private final @Nullable String baseUnit;

	private final Reporter reporter;

	private final String description;

	private final Key[] keys;

	RollingOpsMeter(String name, Meter.Type type, @Nullable String baseUnit, Reporter reporter, String description,
			Key... keys) {
		this.name = name;
		this.type = type;
		this.baseUnit = baseUnit;
		this.reporter = reporter;
		this.description = description;
		this.keys = keys;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return this.baseUnit;
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.keys.clone();
	}

	/**
	 * Return who reports it.
	 * @return the reporter
	 */
	public Reporter reporter() {
		return this.reporter;
	}

	/**
	 * Return what it measures.
	 * @return a sentence without a full stop
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return how the constant of an enumeration is written as the value of a tag.
	 */
	static String tag(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Who reports a meter.
	 */
	public enum Reporter {

		/**
		 * Each unit, of itself: the sum is the group's.
		 */
		UNIT,

		/**
		 * The process that made the request.
		 */
		REQUESTER,

		/**
		 * The unit whose step came upon it, once: mostly the leader.
		 */
		OBSERVER,

		/**
		 * The leader, of the whole group; NaN from all others.
		 */
		LEADER

	}

	/**
	 * The tags. Each has few values: none is the name of a unit, the id of an operation,
	 * or an argument.
	 */
	public enum Key implements KeyName {

		/**
		 * The name of the group.
		 */
		GROUP,

		/**
		 * The id of a callback of this unit; {@code unknown} for any other.
		 */
		CALLBACK,

		/**
		 * What became of a run or a request, see {@link RollingOpsObservation.LowKey}.
		 */
		RESULT,

		/**
		 * The simple name of the exception, or {@code none}.
		 */
		ERROR,

		/**
		 * A {@link io.github.rollingops.DropReason}.
		 */
		REASON,

		/**
		 * A {@link io.github.rollingops.Trouble.Kind}.
		 */
		KIND,

		/**
		 * A {@link io.github.rollingops.UnitSnapshot.Status}.
		 */
		STATUS,

		/**
		 * A step of the store.
		 */
		STEP,

		/**
		 * What became of a call: {@code answered}, {@code unreachable} or {@code failed}.
		 */
		OUTCOME;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
