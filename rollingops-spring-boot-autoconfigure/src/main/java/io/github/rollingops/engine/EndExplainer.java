package io.github.rollingops.engine;

import java.time.Instant;
import java.util.List;

import io.github.rollingops.DropReason;
import io.github.rollingops.Explanation;
import io.github.rollingops.Explanation.Kind;
import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.HistoryEntry;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.databag.UnitDatabag.Ended;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of an operation that is queued nowhere. The history knows when, the
 * databags remember the last ones of each unit even where the history has lost them.
 */
final class EndExplainer {

	private final String group;

	private final GroupDatabag databag;

	private final List<HistoryEntry> history;

	private final Wording wording;

	EndExplainer(String group, GroupDatabag databag, List<HistoryEntry> history) {
		this.group = group;
		this.databag = databag;
		this.history = history;
		this.wording = new Wording(databag.takenAt());
	}

	Explanation operation(String id) {
		List<HistoryEntry> entries = this.history.stream().filter((entry) -> id.equals(entry.operationId())).toList();
		for (HistoryEntry entry : entries) {
			if (entry.type() == Change.Type.COMPLETED) {
				return ended(entry.unit(), id, entry.at(), null);
			}
			if (entry.type() == Change.Type.DROPPED) {
				return ended(entry.unit(), id, entry.at(), entry.detail());
			}
		}
		for (UnitDatabag unit : this.databag.units()) {
			for (Ended ended : unit.ended()) {
				if (ended.operationId().equals(id)) {
					DropReason dropped = ended.dropped();
					return ended(unit.unit(), id, null, (dropped != null) ? dropped.name() : null);
				}
			}
		}
		return entries.isEmpty() ? unknown(id) : vanished(id, entries.get(0));
	}

	private Explanation ended(String unit, String id, @Nullable Instant at, @Nullable String dropped) {
		String name = "Operation " + id + " of unit '" + unit + "' ";
		String time = (at != null) ? " at " + this.wording.at(at) : "";
		return explanation(unit, id, Kind.ENDED, at, (dropped == null) ? name + "was completed" + time + "."
				: name + "was dropped" + time + " as " + dropped + ": " + cause(dropped) + ".");
	}

	/**
	 * A later version may know more reasons.
	 */
	private static String cause(String dropped) {
		DropReason reason;
		try {
			reason = DropReason.valueOf(dropped);
		}
		catch (IllegalArgumentException ex) {
			return "only a later version knows that reason; see its documentation";
		}
		return switch (reason) {
			case MAX_RETRY_EXCEEDED -> "it failed more often than its max_retry allows; see in the log of the unit why,"
					+ " mend that, and request it again";
			case UNKNOWN_CALLBACK -> "the unit has no such callback; start a version that has it, and request it again";
			case INVALID_KWARGS -> "its arguments do not fit the parameters of the callback; request it with others";
			case ABORTED -> "its callback gave it up; see in the log of the unit why, and request it again";
			case PROCESS_DIED ->
				"too many of its runs were cut short by the end of the process or the loss of the lock;"
						+ " see why in the log of the unit before requesting it again";
			case CANCELLED -> "somebody cancelled it while it waited; request it again if that was a mistake";
			case STEPS_CHANGED -> "it was cut short between steps that its callback no longer has; see what was undone,"
					+ " and request it again";
			case UNIT_FORGOTTEN -> "its unit departed and did not return; request it again if the unit has";
			case UNREADABLE -> "it could not be read and there was no room to set it aside; see who writes to the"
					+ " databags, and request it again";
			case STORE_LOST -> "the store lost writes that it had acknowledged; request it again";
		};
	}

	private Explanation vanished(String id, HistoryEntry last) {
		return explanation(last.unit(), id, Kind.UNKNOWN, last.at(),
				"Operation " + id + " of unit '" + last.unit() + "' is queued no more, though nobody noted its end: the"
						+ " last that is known of it is " + last.type() + " at " + this.wording.at(last.at())
						+ ". The store may have lost it; request it again.");
	}

	private Explanation unknown(String id) {
		return explanation(null, id, Kind.UNKNOWN, null, "Group '" + this.group + "' knows of no operation " + id
				+ ": it is neither queued nor among the last " + UnitDatabag.MAX_ENDED
				+ " that each unit ended, nor in the newest " + this.history.size()
				+ " entries of the history. Either it ended long ago, or it was never accepted: correct the id, or"
				+ " request it again.");
	}

	private Explanation explanation(@Nullable String unit, String id, Kind kind, @Nullable Instant since,
			String description) {
		return new Explanation(this.group, unit, id, kind, Line.NOWHERE, since, null, description);
	}

}
