package io.github.rollingops.engine;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.HistoryEntry;
import io.github.rollingops.databag.StoreUnreachableException;
import org.jspecify.annotations.Nullable;

/**
 * The history of a group, read when somebody asks for the first time.
 */
final class Annals {

	private final Supplier<List<HistoryEntry>> history;

	private @Nullable List<HistoryEntry> entries;

	Annals(Supplier<List<HistoryEntry>> history) {
		this.history = history;
	}

	/**
	 * Return what the history keeps, the newest first.
	 * @throws StoreUnreachableException if it cannot be read
	 */
	List<HistoryEntry> entries() {
		List<HistoryEntry> read = (this.entries != null) ? this.entries : this.history.get();
		this.entries = read;
		return read;
	}

	/**
	 * Return when the first of a unit's last entries was set aside, or {@code null} if
	 * the history does not reach that far back or cannot be read.
	 * @param count how many lie aside
	 */
	@Nullable Instant setAside(String unit, int count) {
		try {
			return entries().stream()
				.filter((entry) -> entry.type() == Type.SET_ASIDE && entry.unit().equals(unit))
				.skip(Math.max(0, count - 1))
				.findFirst()
				.map(HistoryEntry::at)
				.orElse(null);
		}
		catch (StoreUnreachableException ex) {
			return null;
		}
	}

}
