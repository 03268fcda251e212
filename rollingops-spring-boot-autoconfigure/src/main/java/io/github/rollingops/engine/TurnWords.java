package io.github.rollingops.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.rollingops.Explanation.Kind;
import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.UnitDatabag;
import org.jspecify.annotations.Nullable;

/**
 * Says who has the turn, and why somebody else does not.
 */
final class TurnWords {

	private final GroupDatabag databag;

	private final Knowledge known;

	private final Wording wording;

	TurnWords(GroupDatabag databag, Knowledge known) {
		this.databag = databag;
		this.known = known;
		this.wording = new Wording(databag.takenAt());
	}

	/**
	 * Say what the holder of the turn does with it.
	 * @param holder the holder's databag, or {@code null} if the store has lost it
	 */
	Finding holding(Grant grant, @Nullable UnitDatabag holder) {
		String has = "Unit '" + grant.unit() + "' has the turn for " + operation(grant) + " since "
				+ this.wording.at(grant.since()) + ", under token " + grant.fencingToken();
		if (holder == null) {
			return new Finding(Kind.UNKNOWN, grant.since(), null,
					has + ", though nothing else is known of it. " + taking() + " Otherwise " + force(grant) + ".");
		}
		if (!holder.live()) {
			return new Finding(Kind.DEPARTED, holder.lastSeen(), null,
					has + ", but is no member any more: it was last heard of at " + this.wording.at(holder.lastSeen())
							+ ". " + taking() + " Start the unit again; its operation comes again then.");
		}
		String silence = silence(holder.unit());
		if (silence != null) {
			return new Finding(Kind.SILENT, holder.lastSeen(), null,
					has + ". " + Wording.sentence(silence)
							+ " Look at that process; if nothing is heard of it, the turn"
							+ " is taken back within a lease, or " + force(grant) + ".");
		}
		if (isHeldBetweenRuns(holder)) {
			return new Finding(Kind.RETRY_HELD, holder.executedAt(), holder.dueIn(), has
					+ ", and keeps it between two runs: attempt " + attempt(grant, holder) + " ended at "
					+ this.wording.at(holder.executedAt()) + ", the next run is due in "
					+ Wording.lasting(holder.dueIn())
					+ ". Nobody else has a turn before it gives way: see why its callback answers RETRY_HOLD, or "
					+ force(grant) + ".");
		}
		return new Finding(Kind.RUNNING, grant.since(), null,
				has + ", and runs it, or begins with its next heartbeat"
						+ (holder.draining() ? "; it is stopping, and hands back what has not begun" : "")
						+ ". If that takes too long, look at the health of '" + holder.unit()
						+ "', which tells what is overdue and where its thread stands, or " + force(grant) + ".");
	}

	/**
	 * Say why an operation that is in line does not have the turn.
	 * @param operation the operation
	 * @param place its place, 1 being the next
	 * @param length how many are in line
	 */
	Finding waiting(Operation operation, int place, int length) {
		Grant grant = this.databag.grant();
		UnitDatabag holder = (grant != null) ? unit(grant.unit()) : null;
		String where = " " + operation + " is at place " + place + " of " + length + " in line.";
		if (grant != null && (isLive(holder) || this.databag.leader() != null)) {
			return new Finding(Kind.TURN_HELD, grant.since(), null, holding(grant, holder).description() + where)
				.and((this.databag.leader() != null) ? null : "nobody leads the group: " + leading())
				.and(this.databag.quiet().isZero() ? null : "nothing is granted for "
						+ Wording.lasting(this.databag.quiet()) + ", since the store has been away or has lost writes");
		}
		if (this.databag.leader() == null) {
			Duration lasting = this.known.leaderless();
			Instant since = lasting.isZero() ? null : this.databag.takenAt().minus(lasting);
			return new Finding(Kind.NO_LEADER, since, null,
					"Nobody "
							+ ((since != null) ? "has led the group since " + this.wording.at(since)
									: "leads the group")
							+ ", so that nothing is granted: " + leading() + "."
							+ ((grant != null) ? " The turn is still with '" + grant.unit() + "', which has gone." : "")
							+ where);
		}
		if (!this.databag.quiet().isZero()) {
			return new Finding(Kind.QUIET, null, this.databag.quiet(), "Nothing is granted for "
					+ Wording.lasting(this.databag.quiet())
					+ ", until nobody can trust a turn that was forgotten: the store was away, its clock jumped,"
					+ " or it lost writes. It goes on by itself; see that the store stays." + where);
		}
		return new Finding(Kind.TURN_FREE, operation.requestedAt(), null,
				"The turn is free; leader '" + this.databag.leader() + "' gives it to the first in line within a"
						+ " heartbeat. If it does not for longer than a lease, look at the log of '"
						+ this.databag.leader() + "'." + where)
			.and(silence(this.databag.leader()));
	}

	/**
	 * Say that a member has missed its heartbeats, if it has.
	 */
	@Nullable String silence(@Nullable String name) {
		UnitDatabag unit = (name != null) ? unit(name) : null;
		Instant lastSeen = (unit != null && unit.live()) ? unit.lastSeen() : null;
		Silence silence = this.known.silence();
		return (lastSeen == null || !silence.isNotable(Duration.between(lastSeen, this.databag.takenAt()))) ? null
				: silence.words("unit '" + name + "'", "at " + this.wording.at(lastSeen));
	}

	/**
	 * Say who takes the turn from somebody who has gone.
	 */
	private String taking() {
		String leader = this.databag.leader();
		return (leader != null) ? "Leader '" + leader + "' takes the turn back within a heartbeat."
				: "Nobody leads the group, so that nobody takes the turn back: " + leading() + ".";
	}

	/**
	 * Say who might lead.
	 */
	private String leading() {
		List<UnitDatabag> live = this.databag.units().stream().filter(UnitDatabag::live).toList();
		if (live.isEmpty()) {
			return "no unit is a member; start one";
		}
		List<String> able = live.stream().filter((unit) -> !unit.draining()).map(UnitDatabag::unit).toList();
		return able.isEmpty() ? "all members are stopping; start a unit"
				: "one of " + able + " takes the lead with its next heartbeat; if none has after a lease, see in their"
						+ " health and logs whether their heartbeats reach the store";
	}

	private String operation(Grant grant) {
		UnitDatabag holder = unit(grant.unit());
		Operation operation = (holder != null) ? find(holder, grant.operationId()) : null;
		return Objects.requireNonNullElse(operation, "operation " + grant.operationId()).toString();
	}

	private static int attempt(Grant grant, UnitDatabag holder) {
		Operation operation = find(holder, grant.operationId());
		return (operation != null) ? operation.attempt() : 0;
	}

	private static @Nullable Operation find(UnitDatabag unit, String operationId) {
		return unit.queue()
			.operations()
			.stream()
			.filter((operation) -> operation.id().equals(operationId))
			.findFirst()
			.orElse(null);
	}

	private @Nullable UnitDatabag unit(String name) {
		return this.databag.units().stream().filter((unit) -> unit.unit().equals(name)).findFirst().orElse(null);
	}

	private static boolean isLive(@Nullable UnitDatabag unit) {
		return unit != null && unit.live();
	}

	private static boolean isHeldBetweenRuns(UnitDatabag holder) {
		return holder.intent() == LockIntent.RETRY_HOLD && !holder.dueIn().isZero();
	}

	private static String force(Grant grant) {
		return "force the release of token " + grant.fencingToken();
	}

}
