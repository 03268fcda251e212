package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.chaos.Fact.What;
import org.jspecify.annotations.Nullable;

/**
 * One process from its launch to its end.
 */
final class Life {

	private final String name;

	private final List<Fact> facts = new ArrayList<>();

	Life(String name) {
		this.name = name;
	}

	void add(Fact fact) {
		this.facts.add(fact);
	}

	String name() {
		return this.name;
	}

	/** The unit that the process is, unless it is several. */
	String unit() {
		return this.name.substring(0, Math.max(0, this.name.lastIndexOf('#')));
	}

	List<Fact> facts() {
		return this.facts;
	}

	/**
	 * When it was killed, or ended in whatever way; {@link Long#MAX_VALUE} if it lives.
	 */
	long endedAt() {
		return Math.min(Math.min(at(What.KILLED), at(What.DIED)), at(What.STOPPED));
	}

	/** From when on nothing more is to be expected of it. */
	long leavingAt() {
		return Math.min(endedAt(), at(What.STOPPING));
	}

	/** Whether it was neither killed nor ended by itself. */
	boolean wasSpared() {
		return first(What.KILLED) == null && first(What.DIED) == null;
	}

	@Nullable Fact first(What what) {
		for (Fact fact : this.facts) {
			if (fact.what() == what) {
				return fact;
			}
		}
		return null;
	}

	/** The times in which it was suspended. */
	List<Span> pauses() {
		List<Span> pauses = new ArrayList<>();
		long since = -1;
		for (Fact fact : this.facts) {
			if (fact.what() == What.PAUSED) {
				since = (since < 0) ? fact.at() : since;
			}
			else if (fact.what() == What.RESUMED && since >= 0) {
				pauses.add(new Span(since, fact.at()));
				since = -1;
			}
		}
		if (since >= 0) {
			pauses.add(new Span(since, endedAt()));
		}
		return pauses;
	}

	private long at(What what) {
		Fact fact = first(what);
		return (fact != null) ? fact.at() : Long.MAX_VALUE;
	}

}
