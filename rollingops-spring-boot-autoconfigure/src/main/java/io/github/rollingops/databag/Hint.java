package io.github.rollingops.databag;

import java.time.Duration;

/**
 * What one unit's step tells another unit at once, so that it need not wait for its next
 * heartbeat. Never the truth: a hint may be lost, late or repeated.
 *
 * @since 0.1.0
 */
public sealed interface Hint {

	/**
	 * The unit may have been granted the lock.
	 *
	 * @param bootId the life to which it was given
	 * @param held the grant
	 */
	record Granted(String bootId, Held held) implements Hint {
	}

	/**
	 * There may be something to schedule.
	 *
	 * @param dueIn when; zero for at once
	 */
	record Work(Duration dueIn) implements Hint {
	}

	/**
	 * The group may be without a leader.
	 */
	record LeaderGone() implements Hint {
	}

	/**
	 * The group has something to tell the unit that its next heartbeat will be told.
	 */
	record Beat() implements Hint {
	}

	/**
	 * The unit's own heartbeat, by which it knows that hints reach it.
	 *
	 * @param bootId the life that sent it
	 * @param sequence the sequence number of the heartbeat
	 */
	record Echo(String bootId, long sequence) implements Hint {
	}

}
