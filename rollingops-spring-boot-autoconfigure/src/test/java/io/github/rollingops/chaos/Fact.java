package io.github.rollingops.chaos;

/**
 * What a process, or the harness, wrote down at the moment at which it happened: one line
 * of a file of its own. Which fields say something depends on {@link What}; the others
 * are empty, and numbers are 0.
 *
 * @param at {@link System#nanoTime()}, which all processes of a machine share
 * @param what what happened
 * @param life the process: unit name, {@code #}, its nth life from 1 on; {@code harness}
 * for the harness
 * @param group the group, empty if it concerns none
 * @param unit the unit that is concerned, empty if none is
 * @param operation the id of the operation, empty if none is concerned
 * @param token the fencing token, 0 if none is concerned
 * @param detail the rest, see {@link What}
 */
record Fact(long at, What what, String life, String group, String unit, String operation, long token, String detail) {

	/** Kinds of facts, in groups: requests, runs, events, processes, faults. */
	enum What {

		/**
		 * Before a request is sent; detail: JSON of request id, callback id, kwargs,
		 * maxRetry, and the units asked ("" for oneself, "*" for all).
		 */
		ASKING,
		/**
		 * One target's answer; unit: the target; operation: its id if it was taken;
		 * detail: JSON of request id, status (ENQUEUED, DUPLICATE, REFUSED) and reason.
		 */
		ASKED,
		/** A request failed for good; detail: JSON of request id and the error. */
		ASK_FAILED,
		/**
		 * A completion's future is done; detail: RELEASE, or DROPPED and the reason, or
		 * STOPPED.
		 */
		COMPLETED,

		/**
		 * A callback began; detail: JSON of callbackId, attempt, requestedAt, maxRetry
		 * and kwargs.
		 */
		STARTED,
		/**
		 * The run's grant held: {@code at} was taken before {@code isGranted()} answered
		 * {@code true}.
		 */
		VALID,
		/** A callback was interrupted. */
		INTERRUPTED,
		/** A callback is about to return; detail: its result, or the exception. */
		ENDED,

		/**
		 * A RollingOpsEvent was published in this life; detail: JSON with "type" and the
		 * event's fields.
		 */
		EVENT,
		/**
		 * An entry of the group's history, read by the harness; detail: JSON of its
		 * fields.
		 */
		HISTORY,

		/** A process was started (harness). */
		LAUNCHED,
		/** A process has its context up and takes commands (the process itself). */
		READY,
		/** SIGKILL was sent and the process is gone (harness). */
		KILLED,
		/** SIGTERM was sent (harness). */
		STOPPING,
		/**
		 * The process ended after a SIGTERM; detail: its status, then what it left:
		 * threads and connections.
		 */
		STOPPED,
		/** The process ended by itself; detail: its status. */
		DIED,
		/** SIGSTOP was sent (harness). */
		PAUSED,
		/** SIGCONT was sent (harness). */
		RESUMED,
		/**
		 * What takes no time took long, until now, since the machine is overloaded;
		 * detail: how many milliseconds.
		 */
		STALLED,

		/** A fault begins; detail: its kind, then whom or what it concerns. */
		FAULT_BEGINS,
		/** It is over: all that it took away is there again; detail as at its begin. */
		FAULT_ENDS,
		/**
		 * No further fault and no further request: what waits is to be worked off now.
		 */
		CALM,
		/** What was left at the end; detail: JSON, see the harness. */
		LEFT

	}

}
