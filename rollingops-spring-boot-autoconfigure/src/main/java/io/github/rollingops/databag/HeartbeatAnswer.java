package io.github.rollingops.databag;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a heartbeat is told. Only {@link Status#MEMBER} renews anything; with every other
 * status the remaining components but {@code twin} say nothing.
 *
 * @param status what became of the heartbeat
 * @param twin the other life under this name, with {@link Status#NAME_TAKEN}
 * @param time liveness time in microseconds
 * @param leader the unit that holds the lease, or {@code null}
 * @param term the term of the lease
 * @param leading whether this life of this unit holds the lease
 * @param leaderSilence how long ago its holder renewed the lease; zero if there is none
 * @param issued the highest token that the group has issued
 * @param held the grant that this life of this unit holds, if any
 * @param storeId the id of the store
 * @param rev the revision of the unit's databag
 * @param schema the version in which the group lies in the store
 * @param lost whether this heartbeat showed that the store has lost acknowledged writes
 * @param work whether there is something for the leader to schedule now
 * @param nextDue when there will be without anybody asking, or {@code null}
 * @param changes what this step changed
 * @since 0.1.0
 */
public record HeartbeatAnswer(Status status, @Nullable Twin twin, long time, @Nullable String leader, long term,
		boolean leading, Duration leaderSilence, long issued, @Nullable Held held, String storeId, long rev, int schema,
		boolean lost, boolean work, @Nullable Duration nextDue, List<Change> changes) {

	/**
	 * Return the token up to which a unit that has taken this answer in starts none any
	 * more: what was issued, but for the grant that it holds.
	 * @return the token
	 */
	public long settledToken() {
		return (this.held != null) ? this.held.token() - 1 : this.issued;
	}

	/**
	 * Return an answer that refuses the heartbeat.
	 * @param status why
	 * @param twin the other life, with {@link Status#NAME_TAKEN}
	 * @param time liveness time in microseconds
	 * @return the answer
	 */
	public static HeartbeatAnswer refused(Status status, @Nullable Twin twin, long time) {
		return new HeartbeatAnswer(status, twin, time, null, 0, false, Duration.ZERO, 0, null, "", 0, 0, false, false,
				null, List.of());
	}

	/**
	 * What became of a heartbeat.
	 */
	public enum Status {

		/**
		 * The unit is a member until liveness time has advanced by a lease.
		 */
		MEMBER,

		/**
		 * A later heartbeat or the leave of this life came first; nothing was changed.
		 */
		LATE,

		/**
		 * Another life under this name is a member.
		 */
		NAME_TAKEN,

		/**
		 * Another life has taken the name over; this one never joins again.
		 */
		SUPERSEDED

	}

	/**
	 * Another life under the same name.
	 *
	 * @param bootId its boot id
	 * @param sequence its sequence number, which grows as long as it beats
	 * @param remaining how long its membership lasts if it does not
	 */
	public record Twin(String bootId, long sequence, Duration remaining) {
	}

}
