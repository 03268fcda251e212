package io.github.rollingops.databag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is told afterwards of what happened.
 */
public abstract class HistoryContractTests extends DatabagStoreContract {

	@Test
	void historyOfAGroupThatWasNeverUsedIsEmpty() {
		assertThat(this.subject.store().history("never-used", null, 10)).isEmpty();
	}

	@Test
	void tellsWhatHappenedTheNewestFirst() {
		TestUnit a = this.fleet.joined("a");
		run(a);
		assertThat(history()).extracting(HistoryEntry::type)
			.containsExactly(Type.COMPLETED, Type.GRANTED, Type.REQUESTED, Type.LEADER, Type.JOINED);
		assertThat(history()).extracting(HistoryEntry::unit).containsOnly("a");
	}

	@Test
	void entrySaysWhatTheChangeSaidAndWhen() {
		TestUnit a = this.fleet.joined("a");
		Operation operation = a.request(Operation.create("flaky", Map.of("secret", "s3cr3t"), null));
		a.schedule();
		long token = a.start();
		this.fleet.passSeconds(2, a);
		a.finish(a.finishing(Result.RETRY_RELEASE, Duration.ofSeconds(10)));
		Instant finished = this.fleet.snapshot().takenAt();
		this.fleet.passSeconds(5, a);
		HistoryEntry newest = history().get(0);
		assertThat(newest).isEqualTo(new HistoryEntry(newest.id(), finished, Type.RETRY, "a", token, operation.id(),
				"flaky", 1, "retry-release"));
	}

	@Test
	void entryWithoutAnOperationNamesNone() {
		TestUnit a = this.fleet.joined("a");
		HistoryEntry joined = last(history());
		assertThat(joined.operationId()).isNull();
		assertThat(joined.callbackId()).isNull();
		assertThat(joined.token()).isZero();
		assertThat(joined.detail()).isEqualTo(a.bootId());
	}

	@Test
	void pagesFollowEachOtherWithoutGapOrRepeat() {
		TestUnit a = this.fleet.joined("a");
		run(a);
		run(a);
		List<HistoryEntry> all = history();
		List<HistoryEntry> paged = new ArrayList<>();
		List<HistoryEntry> page = this.subject.store().history(Fleet.GROUP, null, 3);
		while (!page.isEmpty()) {
			assertThat(page).hasSizeLessThanOrEqualTo(3);
			paged.addAll(page);
			run(a);
			page = this.subject.store().history(Fleet.GROUP, last(page).id(), 3);
		}
		assertThat(paged).isEqualTo(all).hasSize(8);
	}

	@Test
	void whatIsNoIdIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.subject.store().history(Fleet.GROUP, "(nonsense", 10))
			.withMessageContaining("(nonsense");
	}

	@Test
	void nothingIsOlderThanTheLowestId() {
		this.fleet.joined("a");
		assertThat(this.subject.store().history(Fleet.GROUP, "0", 10)).isEmpty();
	}

	@Test
	void oldEntriesGo() {
		TestUnit a = this.fleet.unit("a");
		a.policy = new Policy(true, LEASE, RENEW_DEADLINE, Duration.ofSeconds(5), Duration.ofMinutes(1), 3,
				Duration.ofHours(24), 200);
		a.beat();
		for (int i = 0; i < 200; i++) {
			run(a);
		}
		assertThat(this.subject.store().history(Fleet.GROUP, null, 1000)).hasSizeBetween(200, 400);
	}

	@Test
	void storeThatIsInOrderWarnsOfNothing() {
		assertThat(this.subject.store().warnings()).isEmpty();
	}

	private static void run(TestUnit unit) {
		unit.request("reload");
		unit.schedule();
		unit.start();
		unit.finish(Result.RELEASE);
	}

	private List<HistoryEntry> history() {
		return this.subject.store().history(Fleet.GROUP, null, 100);
	}

	private static HistoryEntry last(List<HistoryEntry> entries) {
		return entries.get(entries.size() - 1);
	}

}
