package io.github.rollingops.engine;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.Trouble;
import io.github.rollingops.Trouble.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Says in words what keeps a unit from its work. It asks nobody: an operator wants to
 * know most when the store does not answer.
 */
final class Troubles {

	private final Surroundings here;

	private final Membership membership;

	private final Trust trust;

	private final Echoes echoes;

	private final Idle idle;

	private final Symptoms symptoms;

	Troubles(Surroundings here, Membership membership, Trust trust, Echoes echoes, Idle idle, Symptoms symptoms) {
		this.here = here;
		this.membership = membership;
		this.trust = trust;
		this.echoes = echoes;
		this.idle = idle;
		this.symptoms = symptoms;
	}

	/**
	 * Return what is wrong now. What an outsider was told of the group before says
	 * nothing any more.
	 */
	List<Trouble> list() {
		Trouble outside = outside();
		Stream<@Nullable Trouble> inside = Stream.of(leaderless(), leaderSilent(), unanswered(), silent(), lost());
		return Stream.of((outside != null) ? Stream.of(outside) : inside, Stream.of(overdue(), setAside()))
			.<@Nullable Trouble>flatMap((troubles) -> troubles)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.sorted((one, other) -> one.kind().compareTo(other.kind()))
			.toList();
	}

	private @Nullable Trouble outside() {
		Reason reason = this.membership.trouble();
		if (reason != null) {
			return trouble(Kind.NOT_JOINED, this.membership.outsideFor(),
					this.here.identity() + " takes no part: " + why(reason));
		}
		Duration lapsed = this.trust.lapsedFor();
		return lapsed.isZero() ? null
				: trouble(Kind.NOT_JOINED, lapsed,
						this.here.identity()
								+ " can no longer trust its membership, since no heartbeat was answered for "
								+ this.here.settings().renewDeadline().plus(lapsed) + because());
	}

	private String why(Reason reason) {
		return switch (reason) {
			case NOT_STARTED -> "it has been stopped";
			case NOT_JOINED -> this.idle.isNow() ? "it has not joined yet" + because()
					: "a callback of an earlier life has not returned; it joins when that has";
			case STORE_UNREACHABLE -> "the store has not answered yet" + because();
			case NAME_TAKEN -> "another life has its name; it joins when that membership has ended. Where another"
					+ " process uses the name, give each its own, as in --rollingops.unit-name=b";
		};
	}

	private String because() {
		String failure = this.membership.failure();
		return (failure != null) ? ": " + failure : "";
	}

	private @Nullable Trouble leaderless() {
		Duration lasting = this.symptoms.leaderless();
		Duration lease = this.here.settings().leaseDuration();
		return (lasting.compareTo(lease) <= 0) ? null : trouble(Kind.NO_LEADER, lasting,
				"nobody leads the group, though a lease of " + lease + " has passed; nothing is granted");
	}

	/**
	 * A leader that is silent cannot tell of itself, nor does it look after a holder that
	 * is. A unit that gets no answers does not know.
	 */
	private @Nullable Trouble leaderSilent() {
		Symptoms.Leader leader = this.symptoms.leader();
		Silence silence = this.here.settings().silence();
		if (leader == null || !silence.isNotable(leader.silence()) || this.membership.failure() != null) {
			return null;
		}
		Duration lasting = leader.silence().plus(this.symptoms.since(leader.at()));
		return trouble(Kind.LEADER_SILENT, lasting,
				silence.words("leader '" + leader.unit() + "'", Wording.lasting(lasting) + " ago")
						+ ". Look at that process. If nothing is heard of it for a lease of "
						+ this.here.settings().leaseDuration() + ", another unit leads, and takes back the turn if '"
						+ leader.unit() + "' has it");
	}

	private @Nullable Trouble unanswered() {
		return (this.membership.failure() == null) ? null
				: trouble(Kind.HEARTBEAT_UNANSWERED, this.membership.failingFor(),
						"the last heartbeat got no answer" + because() + ". Without one in "
								+ Wording.lasting(this.trust.remaining())
								+ " this unit can no longer trust its membership, and what it runs is interrupted");
	}

	private @Nullable Trouble overdue() {
		Run run = this.idle.running();
		Duration lasting = (run != null) ? run.overdue() : Duration.ZERO;
		return (run == null || lasting.isZero()) ? null
				: new Trouble(Kind.RUN_OVERDUE, lasting,
						run.operation() + " under token " + run.fencingToken()
								+ " has not returned though its timeout is over and its thread was interrupted;"
								+ " this unit runs nothing else until it has",
						run.stack());
	}

	private @Nullable Trouble silent() {
		Duration lasting = this.echoes.silentFor();
		return lasting.isZero() ? null : trouble(Kind.HINTS_SILENT, lasting,
				"no hints reach this unit; it goes by its heartbeats, which is slower. Is publish/subscribe allowed?");
	}

	private @Nullable Trouble setAside() {
		Symptoms.SetAside setAside = this.symptoms.setAside();
		return (setAside == null) ? null
				: trouble(Kind.ENTRIES_SET_ASIDE, this.symptoms.since(setAside.at()),
						Wording.entries(setAside.entries())
								+ " of this unit's queue could not be read; what was set aside lies in its databag");
	}

	/**
	 * For the quiet lease that may follow: after it all is as before, but for what was
	 * lost.
	 */
	private @Nullable Trouble lost() {
		Symptoms.Loss loss = this.symptoms.loss();
		Duration lasting = (loss != null) ? this.symptoms.since(loss.at()) : Duration.ZERO;
		Duration lease = this.here.settings().leaseDuration();
		return (loss == null || lasting.compareTo(lease) >= 0) ? null
				: trouble(Kind.STORE_LOST, lasting, "the store has lost acknowledged writes, as its " + loss.detail()
						+ " shows; grants may be held back for " + lease);
	}

	private static Trouble trouble(Kind kind, Duration lasting, String description) {
		return new Trouble(kind, lasting, description, null);
	}

}
