package io.github.rollingops.engine;

import java.util.List;
import java.util.stream.Stream;

import io.github.rollingops.Explanation;
import io.github.rollingops.Explanation.Kind;
import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;
import io.github.rollingops.Trouble;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.jspecify.annotations.Nullable;

/**
 * Says why units and operations stand where they stand. Of several reasons it gives the
 * one without which none of the others would matter: first what keeps the unit from any
 * turn, then what keeps the operation, then what keeps the group.
 */
final class Explainer {

	private final String group;

	private final GroupDatabag databag;

	private final Knowledge known;

	private final Annals annals;

	private final Line line;

	private final TurnWords turn;

	private final Wording wording;

	Explainer(String group, GroupDatabag databag, Knowledge known, Annals annals) {
		this.group = group;
		this.databag = databag;
		this.known = known;
		this.annals = annals;
		this.line = new Line(databag);
		this.turn = new TurnWords(databag, known);
		this.wording = new Wording(databag.takenAt());
	}

	List<Explanation> units() {
		return this.databag.units().stream().map(this::explain).toList();
	}

	Explanation unit(String name) {
		UnitDatabag unit = find(name);
		if (unit != null) {
			return explain(unit);
		}
		Trouble outside = outside(name);
		Finding finding = (outside != null) ? notJoined(outside, 0)
				: new Finding(Kind.UNKNOWN, null, null,
						"Group '" + this.group + "' has no unit '" + name + "'; it has " + names()
								+ ". Either it has never joined, or it was forgotten a while after it had departed:"
								+ " start it, or correct the name.");
		return explanation(name, null, Line.NOWHERE, finding);
	}

	/**
	 * Explain an operation that is queued, granted or set aside.
	 * @return the explanation, or {@code null} if it is none of these
	 */
	@Nullable Explanation operation(String id) {
		Grant grant = this.databag.grant();
		if (grant != null && grant.operationId().equals(id)) {
			UnitDatabag holder = find(grant.unit());
			return (holder != null) ? explain(holder)
					: explanation(grant.unit(), id, 0, this.turn.holding(grant, null));
		}
		for (UnitDatabag unit : this.databag.units()) {
			List<String> ids = unit.queue().operations().stream().map(Operation::id).toList();
			if (ids.contains(id)) {
				return queued(unit, ids.indexOf(id));
			}
		}
		// As text: what was set aside could not be read otherwise.
		return this.databag.units()
			.stream()
			.filter((unit) -> Stream.concat(unit.unreadable().stream(), unit.setAside().stream())
				.anyMatch((entry) -> entry.contains('"' + id + '"')))
			.findFirst()
			.map((unit) -> explanation(unit.unit(), id, Line.NOWHERE, setAside(unit)))
			.orElse(null);
	}

	private Explanation queued(UnitDatabag unit, int index) {
		Grant grant = grantOf(unit);
		int ahead = index + ((grant != null && !isHead(unit, grant.operationId())) ? 1 : 0);
		if (ahead == 0) {
			return explain(unit);
		}
		Operation operation = unit.queue().operations().get(index);
		Finding head = finding(unit);
		Finding behind = new Finding(Kind.BEHIND, operation.requestedAt(), head.dueIn(),
				Wording.operations(ahead) + " of unit '" + unit.unit() + ((ahead == 1) ? "' is" : "' are")
						+ " ahead of " + operation + ", since a queue is worked off in order. Of the first: "
						+ head.description());
		return explanation(unit.unit(), operation.id(), this.line.place(unit.unit(), index),
				hasCallback(unit, operation) ? behind : behind.and(missing(unit, operation)));
	}

	private Explanation explain(UnitDatabag unit) {
		Grant grant = grantOf(unit);
		Operation head = unit.queue().peek();
		return (grant != null) ? explanation(unit.unit(), grant.operationId(), 0, finding(unit)) : explanation(
				unit.unit(), (head != null) ? head.id() : null, this.line.place(unit.unit(), 0), finding(unit));
	}

	/**
	 * Find out why the head of a unit stands where it stands.
	 */
	private Finding finding(UnitDatabag unit) {
		Trouble outside = outside(unit.unit());
		Grant grant = grantOf(unit);
		Finding finding;
		if (outside != null && !unit.live()) {
			finding = notJoined(outside, unit.queue().size())
				.and((grant != null) ? "it still has the turn, under token " + grant.fencingToken() : null);
		}
		else {
			finding = ((grant != null) ? this.turn.holding(grant, unit) : waiting(unit))
				.and((outside != null) ? "of this process: " + outside.description() : null);
		}
		Trouble overdue = own(unit.unit(), Trouble.Kind.RUN_OVERDUE);
		return finding.and((overdue != null) ? overdue.description() : null)
			.and((grant != null) ? null : this.turn.silence(unit.unit()))
			.and((finding.kind() == Kind.SET_ASIDE || isReadable(unit)) ? null : unreadable(unit));
	}

	private Finding waiting(UnitDatabag unit) {
		Finding absent = unable(unit);
		Operation head = unit.queue().peek();
		if (absent != null) {
			return absent;
		}
		if (head == null) {
			return isReadable(unit)
					? new Finding(Kind.IDLE, unit.executedAt(), null,
							"Unit '" + unit.unit()
									+ "' has nothing to do: nothing is queued. Request an operation if it should.")
					: setAside(unit);
		}
		if (unit.place() == Place.PARKED) {
			return new Finding(Kind.OUTDATED, null, null, "Unit '" + unit.unit() + "' knows only an older version of"
					+ " what lies in the store than " + this.databag.schema() + ", and so takes no turn. Update it.");
		}
		if (unit.place() == Place.DELAYED && !unit.dueIn().isZero()) {
			return new Finding(Kind.BACKING_OFF, unit.executedAt(), unit.dueIn(),
					"Operation " + head + " backs off: run " + head.attempt() + " failed at "
							+ this.wording.at(unit.executedAt()) + ", the next one is due in "
							+ Wording.lasting(unit.dueIn())
							+ ((unit.intent() == LockIntent.RETRY_HOLD) ? ", and then comes first"
									: ", and then waits behind what has not run yet")
							+ ". See in the log of '" + unit.unit() + "' why it fails, or cancel it.");
		}
		int place = this.line.place(unit.unit(), 0);
		if (place == Line.NOWHERE) {
			return new Finding(Kind.NOT_INDEXED, null, null, "The store does not know where " + head + " of unit '"
					+ unit.unit() + "' stands, as after an"
					+ " eviction; the unit's next heartbeat puts it in line. If it stays so, request on that unit"
					+ " again.");
		}
		Finding waiting = this.turn.waiting(head, place, this.line.length());
		return hasCallback(unit, head) ? waiting : new Finding(Kind.CALLBACK_MISSING, head.requestedAt(),
				waiting.dueIn(), Wording.sentence(missing(unit, head)) + " " + waiting.description());
	}

	/**
	 * Find out what keeps a unit from any turn.
	 */
	private @Nullable Finding unable(UnitDatabag unit) {
		String name = "Unit '" + unit.unit() + "' ";
		String queued = " " + Wording.waiting(unit.queue().size());
		if (!unit.live()) {
			return new Finding(Kind.DEPARTED, unit.lastSeen(), null,
					name + "is no member of the group: it was last heard of at " + this.wording.at(unit.lastSeen())
							+ "." + queued + " Start it, or see whether it reaches the store; forget it if it is not to"
							+ " return, which drops what it has queued.");
		}
		if (unit.draining()) {
			return new Finding(Kind.DRAINING, null, null,
					name + "is stopping, as it said at " + this.wording.at(unit.lastSeen())
							+ ", and takes no turn before it has been started again." + queued
							+ " Start it again; if it does not stop, its log and its health tell what runs.");
		}
		if (unit.busy()) {
			return new Finding(Kind.BUSY, null, null,
					name + "takes no turn, since a callback that has lost its grant has not returned, as it said at "
							+ this.wording.at(unit.lastSeen()) + "." + queued
							+ " Its health tells where the thread stands: make the callback heed interruption, or"
							+ " restart that process.");
		}
		return null;
	}

	private Finding notJoined(Trouble outside, int queued) {
		return new Finding(Kind.NOT_JOINED, this.databag.takenAt().minus(outside.lasting()), null,
				Wording.sentence(outside.description()) + " " + Wording.waiting(queued)
						+ " Start it, or let it reach the store.");
	}

	/**
	 * Say what cannot be read. When somebody wrote it is not known, but when it was
	 * found.
	 */
	private Finding setAside(UnitDatabag unit) {
		int count = unit.setAside().size();
		return new Finding(Kind.SET_ASIDE, (count != 0) ? this.annals.setAside(unit.unit(), count) : null, null,
				Wording.sentence(unreadable(unit)));
	}

	private static boolean isReadable(UnitDatabag unit) {
		return unit.setAside().isEmpty() && unit.unreadable().isEmpty();
	}

	private static String unreadable(UnitDatabag unit) {
		int count = unit.setAside().size() + unit.unreadable().size();
		return Wording.entries(count) + " of the queue of unit '" + unit.unit()
				+ "' cannot be read, as another version or hand wrote them, and "
				+ (unit.unreadable().isEmpty() ? "lie in set_aside of its databag"
						: "are moved to set_aside of its databag by the next step that changes it")
				+ ": see there what they are, re-admit or drop them, or request the operations again";
	}

	private static String missing(UnitDatabag unit, Operation operation) {
		return "unit '" + unit.unit() + "' has no callback '" + operation.callbackId() + "' but " + unit.callbackIds()
				+ ", so that " + operation
				+ " will be dropped as UNKNOWN_CALLBACK when it has its turn: start a version"
				+ " that has the callback before, or cancel the operation";
	}

	private static boolean hasCallback(UnitDatabag unit, Operation operation) {
		return unit.callbackIds().contains(operation.callbackId());
	}

	private static boolean isHead(UnitDatabag unit, String operationId) {
		Operation head = unit.queue().peek();
		return head != null && head.id().equals(operationId);
	}

	private @Nullable Grant grantOf(UnitDatabag unit) {
		Grant grant = this.databag.grant();
		return (grant != null && grant.unit().equals(unit.unit())) ? grant : null;
	}

	private @Nullable Trouble outside(String unit) {
		return own(unit, Trouble.Kind.NOT_JOINED);
	}

	private @Nullable Trouble own(String unit, Trouble.Kind kind) {
		return unit.equals(this.known.unit()) ? this.known.trouble(kind) : null;
	}

	private @Nullable UnitDatabag find(String name) {
		return this.databag.units().stream().filter((unit) -> unit.unit().equals(name)).findFirst().orElse(null);
	}

	private List<String> names() {
		return this.databag.units().stream().map(UnitDatabag::unit).toList();
	}

	private Explanation explanation(String unit, @Nullable String operationId, int place, Finding finding) {
		return new Explanation(this.group, unit, operationId, finding.kind(), place, finding.since(), finding.dueIn(),
				finding.description());
	}

}
