package io.github.rollingops.engine;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.HistoryEntry;
import io.github.rollingops.databag.StoreUnreachableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is taken from the history.
 */
class AnnalsTests {

	private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

	private final AtomicInteger readings = new AtomicInteger();

	@Test
	void firstOfTheEntriesThatLieAsideCounts() {
		Annals annals = annals(entry(1, Type.SET_ASIDE, "a"), entry(2, Type.SET_ASIDE, "b"),
				entry(3, Type.COMPLETED, "a"), entry(4, Type.SET_ASIDE, "a"), entry(5, Type.SET_ASIDE, "a"));
		assertThat(annals.setAside("a", 1)).isEqualTo(NOW.minusSeconds(1));
		assertThat(annals.setAside("a", 2)).isEqualTo(NOW.minusSeconds(4));
		assertThat(annals.setAside("b", 1)).isEqualTo(NOW.minusSeconds(2));
		assertThat(this.readings).hasValue(1);
	}

	@Test
	void historyThatDoesNotReachSoFarBackSaysNothing() {
		assertThat(annals(entry(1, Type.SET_ASIDE, "a")).setAside("a", 2)).isNull();
	}

	@Test
	void historyThatCannotBeReadSaysNothing() {
		Annals annals = new Annals(() -> {
			throw new StoreUnreachableException("away", null);
		});
		assertThat(annals.setAside("a", 1)).isNull();
	}

	private Annals annals(HistoryEntry... entries) {
		return new Annals(() -> {
			this.readings.incrementAndGet();
			return List.of(entries);
		});
	}

	private static HistoryEntry entry(int secondsAgo, Type type, String unit) {
		return new HistoryEntry("" + secondsAgo, NOW.minusSeconds(secondsAgo), type, unit, 0, null, null, 0, "");
	}

}
