package io.github.rollingops.databag.memory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.HistoryEntry;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a group lately.
 */
final class History {

	private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

	private final Deque<HistoryEntry> entries = new ArrayDeque<>();

	private long lastId;

	History copy() {
		History copy = new History();
		copy.entries.addAll(this.entries);
		copy.lastId = this.lastId;
		return copy;
	}

	void add(List<Change> changes, Instant at, int size) {
		for (Change change : changes) {
			Operation operation = change.operation();
			this.entries.addLast(new HistoryEntry(Long.toString(++this.lastId), at, change.type(), change.unit(),
					change.token(), (operation != null) ? operation.id() : null,
					(operation != null) ? operation.callbackId() : null, (operation != null) ? operation.attempt() : 0,
					change.detail()));
		}
		while (this.entries.size() > size) {
			this.entries.removeFirst();
		}
	}

	List<HistoryEntry> before(@Nullable String before, int limit) {
		long end = (before != null) ? number(before) : Long.MAX_VALUE;
		List<HistoryEntry> found = new ArrayList<>();
		Iterator<HistoryEntry> newestFirst = this.entries.descendingIterator();
		while (newestFirst.hasNext() && found.size() < limit) {
			HistoryEntry entry = newestFirst.next();
			if (number(entry.id()) < end) {
				found.add(entry);
			}
		}
		return List.copyOf(found);
	}

	private static long number(String id) {
		if (!ID.matcher(id).matches()) {
			throw new IllegalArgumentException(
					"'" + id + "' is no id of an entry in a history; take one that the history has told");
		}
		return Long.parseLong(id);
	}

}
