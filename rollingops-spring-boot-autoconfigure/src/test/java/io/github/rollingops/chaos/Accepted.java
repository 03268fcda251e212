package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An operation of which somebody said that it was accepted, and what is known of it.
 */
final class Accepted {

	private final String id;

	private final String group;

	private final String unit;

	private final long since;

	private @Nullable String request;

	private @Nullable Entry requested;

	private final List<Entry> ends = new ArrayList<>();

	private final List<String> announced = new ArrayList<>();

	private final List<Run> runs = new ArrayList<>();

	private boolean queued;

	Accepted(Fact fact) {
		this.id = fact.operation();
		this.group = fact.group();
		this.unit = fact.unit();
		this.since = fact.at();
	}

	void requestedBy(String request) {
		this.request = request;
	}

	void add(Entry entry) {
		if (entry.isEnd()) {
			this.ends.add(entry);
		}
		else if (this.requested == null) {
			this.requested = entry;
		}
	}

	void announced(String fate) {
		if (!this.announced.contains(fate)) {
			this.announced.add(fate);
		}
	}

	void add(Run run) {
		this.runs.add(run);
	}

	void isQueued() {
		this.queued = true;
	}

	String id() {
		return this.id;
	}

	String group() {
		return this.group;
	}

	String unit() {
		return this.unit;
	}

	/** When it was there for sure. */
	long since() {
		Entry requested = this.requested;
		return (requested != null) ? Math.min(requested.at(), this.since) : this.since;
	}

	/** The request that led to it, {@code null} if nobody heard the answer. */
	@Nullable String request() {
		return this.request;
	}

	/** The entry of the history that it began with, if there is one. */
	@Nullable Entry requested() {
		return this.requested;
	}

	/** The entries of the history that ended it: one, or none. */
	List<Entry> ends() {
		return this.ends;
	}

	/** How it ended by the history and by what processes were told, each way once. */
	List<String> fates() {
		List<String> fates = new ArrayList<>(this.announced);
		for (Entry end : this.ends) {
			String fate = end.type().equals("COMPLETED") ? "RELEASE" : "DROPPED " + end.detail();
			if (!fates.contains(fate)) {
				fates.add(fate);
			}
		}
		return fates;
	}

	/** When it ended, {@link Long#MAX_VALUE} if that is not known. */
	long endedAt() {
		return this.ends.isEmpty() ? Long.MAX_VALUE : this.ends.get(0).at();
	}

	/** Its runs in the order of their starts. */
	List<Run> runs() {
		return this.runs;
	}

	/** Whether it stood in a queue when all was over. */
	boolean wasLeft() {
		return this.queued;
	}

	@Override
	public String toString() {
		return this.id + " of unit " + this.unit + " in group " + this.group;
	}

}
