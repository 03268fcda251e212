package io.github.rollingops.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The turns that a fleet took, whoever reports them.
 */
final class TurnLog {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final Map<Long, Turn> byToken = new LinkedHashMap<>();

	private final List<Turn> repeated = new ArrayList<>();

	synchronized void started(Turn turn) {
		Turn earlier = this.byToken.putIfAbsent(turn.token(), turn);
		if (earlier != null) {
			this.repeated.add(turn);
		}
	}

	synchronized void ended(long token, String how, long at) {
		this.byToken.computeIfPresent(token, (key, turn) -> turn.hasEnded() ? turn : turn.ended(how, at));
	}

	/**
	 * End all that a unit runs: it was killed, or has been told that its grant is lost.
	 */
	synchronized void cutShort(String unit, String how, long at) {
		this.byToken
			.replaceAll((token, turn) -> (turn.unit().equals(unit) && !turn.hasEnded()) ? turn.ended(how, at) : turn);
	}

	/**
	 * All turns in the order of their starts.
	 */
	synchronized List<Turn> turns() {
		List<Turn> turns = new ArrayList<>(this.byToken.values());
		turns.sort(Comparator.comparingLong(Turn::startedAt));
		return turns;
	}

	List<Turn> of(String operationId) {
		return turns().stream().filter((turn) -> turn.operationId().equals(operationId)).toList();
	}

	Turn awaitTurn(Predicate<Turn> wanted) {
		return await(() -> turns().stream().anyMatch(wanted)).stream().filter(wanted).findFirst().orElseThrow();
	}

	/**
	 * Wait until that many turns have ended.
	 */
	List<Turn> awaitEnded(int count) {
		return await(() -> turns().stream().filter(Turn::hasEnded).count() >= count);
	}

	private List<Turn> await(Callable<Boolean> condition) {
		Awaitility.await()
			.atMost(LIMIT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.failFast(() -> !this.repeated.isEmpty())
			.until(condition);
		return turns();
	}

	/**
	 * Check that no two turns overlapped, that no token was run twice, and that tokens
	 * only grew.
	 */
	void assertOneAtATime() {
		List<Turn> turns = turns();
		assertThat(this.repeated).isEmpty();
		for (int i = 1; i < turns.size(); i++) {
			Turn before = turns.get(i - 1);
			Turn after = turns.get(i);
			assertThat(after.startedAt()).as("%s starts after the end of %s", after, before)
				.isGreaterThanOrEqualTo(before.endedAt());
			assertThat(after.token()).as("token of %s after %s", after, before).isGreaterThan(before.token());
		}
	}

}
