package io.github.rollingops.databag;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

import io.github.rollingops.LockIntent;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands in a databag and cannot be read.
 */
public abstract class PoisonContractTests extends DatabagStoreContract {

	private static final String ENTRY = """
			{"id":"%s","callback_id":"reload","kwargs":"{}","requested_at":"2026-03-01T12:00:00.000000Z",\
			"max_retry":"","attempt":"0","cut_short":"0"}""";

	private TestUnit leader;

	private TestUnit a;

	@BeforeEach
	void join() {
		this.leader = this.fleet.joined("leader");
		this.a = this.fleet.joined("a");
	}

	private static String entry(String id) {
		return ENTRY.formatted(id);
	}

	private HeartbeatAnswer rejoin() {
		this.a.leave();
		this.a = this.fleet.restarted(this.a);
		return this.a.beat();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[", "null", "17", "\"text\"", "{\"id\":\"1\"}", "[}", "nonsense", "[1,2", "]" })
	void textThatIsNoListIsSetAsideWhole(String text) {
		this.subject.poison("a", text);
		HeartbeatAnswer answer = rejoin();
		assertThat(answer.status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		assertThat(change(answer.changes(), Type.SET_ASIDE).unit()).isEqualTo("a");
		assertThat(this.fleet.databag(this.a).setAside()).containsExactly(text);
		assertThat(this.fleet.queue(this.a)).isEmpty();
		assertThat(this.subject.operations("a")).isEqualTo("[]");
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.NONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "null", "true", "\"text\"", "[]", "{}", "{\"id\":1}", "[[]]" })
	void entryThatIsNoOperationIsSetAsideAndTheOthersProceed(String poison) {
		this.subject.poison("a", "[" + entry("first") + "," + poison + "," + entry("last") + "]");
		HeartbeatAnswer answer = rejoin();
		assertThat(types(answer.changes())).containsOnlyOnce(Type.SET_ASIDE);
		assertThat(this.fleet.databag(this.a).setAside()).containsExactly(poison);
		assertThat(this.fleet.queue(this.a)).containsExactly("first", "last");
		this.leader.schedule();
		this.a.start();
		assertThat(this.a.held().operationId()).isEqualTo("first");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"attempt\":\"-1\"", "\"attempt\":\"x\"", "\"attempt\":\"\"", "\"attempt\":\"1.5\"",
			"\"attempt\":\"9999999999\"", "\"attempt\":0" })
	void entryWithABadAttemptIsSetAside(String attempt) {
		assertSetAside(entry("bad").replace("\"attempt\":\"0\"", attempt));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"max_retry\":\"-1\"", "\"max_retry\":\"x\"", "\"max_retry\":null" })
	void entryWithABadLimitIsSetAside(String maxRetry) {
		assertSetAside(entry("bad").replace("\"max_retry\":\"\"", maxRetry));
	}

	@ParameterizedTest
	@ValueSource(strings = { "yesterday", "2026-03-01T12:00:00", "2026-13-01T12:00:00Z", "2026-02-30T12:00:00Z", "" })
	void entryWithABadTimeIsSetAside(String time) {
		assertSetAside(entry("bad").replace("2026-03-01T12:00:00.000000Z", time));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"callback_id\":\"reload\",", "\"kwargs\":\"{}\",",
			"\"requested_at\":\"2026-03-01T12:00:00.000000Z\"," })
	void entryWithoutAFieldItNeedsIsSetAside(String field) {
		assertSetAside(entry("bad").replace(field, ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"new\":1", "\"new\":null", "\"new\":[]", "\"new\":{}" })
	void entryWithAFieldThatIsNoStringIsSetAside(String field) {
		assertSetAside(entry("bad").replace("{\"id\"", "{" + field + ",\"id\""));
	}

	private void assertSetAside(String bad) {
		this.subject.poison("a", "[" + bad + "," + entry("good") + "]");
		rejoin();
		assertThat(this.fleet.databag(this.a).setAside()).containsExactly(bad);
		assertThat(this.fleet.queue(this.a)).containsExactly("good");
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
	}

	@Test
	void fieldsOfAnotherVersionAreKept() {
		this.subject.poison("a", "[" + entry("first").replace("{\"id\"", "{\"since\":\"9 / 10\",\"id\"") + "]");
		rejoin();
		this.leader.schedule();
		this.a.start();
		this.a.mayPass = false;
		this.a.finish(Result.RETRY_RELEASE);
		assertThat(this.subject.operations("a")).contains("\"since\":\"9 / 10\"").contains("\"attempt\":\"1\"");
	}

	@Test
	void timesWithOtherOffsetsAreRead() {
		this.subject.poison("a", "[" + entry("first").replace("12:00:00.000000Z", "14:30:00+02:30") + "]");
		rejoin();
		assertThat(this.fleet.databag(this.a).queue().operations()).singleElement()
			.satisfies((queued) -> assertThat(queued.requestedAt()).isEqualTo("2026-03-01T12:00:00Z"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0001-01-01T00:00:00Z", "1571-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z" })
	void timesOfOtherCenturiesAreRead(String time) {
		this.subject.poison("a", "[" + entry("first").replace("2026-03-01T12:00:00.000000Z", time) + "]");
		rejoin();
		assertThat(this.fleet.databag(this.a).queue().operations()).singleElement()
			.satisfies((queued) -> assertThat(queued.requestedAt()).isEqualTo(time));
		this.leader.schedule();
		this.a.start();
		assertThat(types(this.a.finish(Result.RELEASE).changes())).contains(Type.COMPLETED);
	}

	/**
	 * What a step and a reader may take differently.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "\"id\":1e2147483648,\"id\":\"", "\"cut_short\":NaN,\"cut_short\":\"",
			"\"callback_id\":\"\u2028", "\"callback_id\":\"\u001f", "\"requested_at\":\"0000-01-01T00:00Z",
			"\"requested_at\":\"0001-01-01T00:00+01:00", "\"requested_at\":\"9999-12-31T23:00-01:00",
			"\"requested_at\":\"2026-03-01T12:00+02:3", "\"requested_at\":\"2026-03-01T12:00+02:",
			"\"kwargs\":\"{\\\"a\\\":\\\"\\u0000\\\"}" })
	void queueIsReadAlikeByStepsAndReaders(String start) {
		String name = start.substring(0, start.indexOf(':') + 2);
		String value = start.startsWith("\"id\"") || start.contains("NaN") ? "" : "[^\"]*";
		this.subject.poison("a",
				"[" + entry("first").replaceFirst(name + value, Matcher.quoteReplacement(start)) + "]");
		rejoin();
		boolean queued = !this.fleet.queue(this.a).isEmpty();
		assertThat(this.fleet.place(this.a)).isEqualTo(queued ? Place.REQUESTS : Place.NONE);
	}

	@Test
	void fieldThatStandsTwiceIsReadAsItStandsLast() {
		this.subject.poison("a", "[" + entry("first").replace("{\"id\"", "{\"callback_id\":\"rotate\",\"id\"") + "]");
		rejoin();
		assertThat(this.fleet.databag(this.a).queue().operations()).singleElement()
			.satisfies((queued) -> assertThat(queued.callbackId()).isEqualTo("reload"));
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
	}

	@Test
	void fieldsThatAreMissingHaveTheirDefault() {
		this.subject.poison("a",
				"[" + entry("first").replace("\"max_retry\":\"\",", "").replace(",\"cut_short\":\"0\"", "") + "]");
		rejoin();
		assertThat(this.fleet.databag(this.a).queue().operations()).singleElement().satisfies((queued) -> {
			assertThat(queued.maxRetry()).isNull();
			assertThat(queued.cutShortRuns()).isZero();
		});
	}

	@Test
	void operationWithoutAnIdIsGivenOneAndRunOnce() {
		this.subject.poison("a", "[" + entry("x").replace("\"id\":\"x\",", "") + "]");
		rejoin();
		this.leader.schedule();
		this.a.start();
		assertThat(types(this.a.finish(Result.RELEASE).changes())).containsExactly(Type.COMPLETED);
		assertThat(this.fleet.queue(this.a)).isEmpty();
	}

	@Test
	void emptyTextIsTheEmptyQueue() {
		this.subject.poison("a", "");
		rejoin();
		assertThat(this.fleet.databag(this.a).setAside()).isEmpty();
		assertThat(this.fleet.queue(this.a)).isEmpty();
	}

	@Test
	void secondOperationUnderAnIdIsGivenAnotherAndRunOnce() {
		this.subject.poison("a", "[" + entry("twin") + "," + entry("twin") + "," + entry("twin") + "]");
		rejoin();
		List<String> ids = this.fleet.queue(this.a);
		assertThat(ids).hasSize(3).doesNotHaveDuplicates().startsWith("twin");
		this.leader.schedule();
		this.a.start();
		this.a.finish(Result.RELEASE);
		assertThat(this.fleet.queue(this.a)).isEqualTo(ids.subList(1, 3));
		this.subject.poison("a",
				this.subject.operations("a").replace("]", "," + entry("twin") + "," + entry("twin") + "]"));
		assertThat(this.fleet.queue(this.a)).hasSize(4).doesNotHaveDuplicates().startsWith(ids.get(1), ids.get(2));
	}

	@Test
	void requestSetsAsideToo() {
		this.subject.poison("a", "[17," + entry("first") + "]");
		Operation accepted = this.a.request("rotate");
		assertThat(this.fleet.queue(this.a)).containsExactly("first", accepted.id());
		assertThat(this.fleet.databag(this.a).setAside()).containsExactly("17");
	}

	@Test
	void requestOfAllUnitsReachesTheOthers() {
		this.subject.poison("a", "no list");
		RequestAnswer answer = this.leader.send(this.leader.askingAll(operation("reload", null)));
		assertThat(answer.results()).hasSize(2).allMatch((result) -> result.operation() != null);
		assertThat(this.fleet.queue(this.a)).hasSize(1);
		assertThat(this.fleet.queue(this.leader)).hasSize(1);
	}

	@Test
	void poisonThatNobodyHasTouchedDoesNotStopTheLeader() {
		TestUnit b = this.fleet.joined("b");
		this.a.request("reload");
		b.request("reload");
		this.subject.poison("a", "no list");
		this.leader.schedule();
		assertThat(this.fleet.holder()).isEqualTo("a");
		this.a.start();
		assertThat(this.a.finish(Result.RELEASE).status()).isEqualTo(FinishAnswer.Status.APPLIED);
		assertThat(this.fleet.holder()).isEqualTo("b");
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.IDLE);
	}

	@Test
	void poisonOfAUnitWhoseRunIsCutShortDoesNotStopItsReturn() {
		this.a.request("reload");
		this.leader.schedule();
		this.a.start();
		this.subject.poison("a", "[17]");
		this.fleet.passSeconds(15, this.leader);
		this.leader.schedule();
		HeartbeatAnswer answer = this.a.beat();
		assertThat(answer.status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		assertThat(types(answer.changes())).contains(Type.SET_ASIDE);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.NONE);
		assertThat(this.fleet.databag(this.a).intent()).isEqualTo(LockIntent.IDLE);
	}

	@Test
	void moreThanSixteenEntriesAreDroppedAsUnreadable() {
		this.subject.poison("a", "[" + "17,".repeat(17) + entry("first") + ",18]");
		HeartbeatAnswer answer = rejoin();
		assertThat(types(answer.changes())).filteredOn(Type.SET_ASIDE::equals).hasSize(16);
		assertThat(answer.changes()).filteredOn((change) -> change.type() == Type.DROPPED)
			.hasSize(2)
			.allMatch((change) -> change.detail().equals("UNREADABLE"));
		assertThat(this.fleet.databag(this.a).setAside()).hasSize(16).containsOnly("17");
		assertThat(this.fleet.queue(this.a)).containsExactly("first");
	}

	@Test
	void entriesBeyondAQuarterOfAMegabyteAreDroppedAsUnreadable() {
		String large = "\"" + "x".repeat(200_000) + "\"";
		this.subject.poison("a", "[" + large + "," + large + ",17]");
		HeartbeatAnswer answer = rejoin();
		assertThat(answer.changes()).extracting(Change::type)
			.containsSubsequence(Type.SET_ASIDE, Type.DROPPED, Type.SET_ASIDE);
		assertThat(this.fleet.databag(this.a).setAside()).containsExactly(large, "17");
	}

	@Test
	void whatIsSetAsideGrowsOverSeveralTimes() {
		for (String text : List.of("one", "two", "three")) {
			this.subject.poison("a", text);
			rejoin();
		}
		assertThat(this.fleet.databag(this.a).setAside()).containsExactly("one", "two", "three");
	}

	@Test
	void revisionTellsTheUnitThatSomethingWasSetAside() {
		long before = this.fleet.databag(this.a).rev();
		this.subject.poison("a", "[17]");
		assertThat(rejoin().rev()).isGreaterThan(before);
	}

	@Test
	void requestThatReadsAnEntryFirstTellsThatItIsSetAside() {
		this.subject.poison("a", "[17," + entry("first") + "]");
		RequestCommand command = this.leader.asking(Operation.create("reload", Map.of("of", "leader"), null), "a");
		RequestAnswer answer = this.leader.send(command);
		assertThat(answer.results()).singleElement()
			.satisfies((result) -> assertThat(result.status()).isEqualTo(LockRequestResult.Status.ENQUEUED));
		assertThat(types(answer.changes())).containsExactly(Type.SET_ASIDE);
		assertThat(change(answer.changes(), Type.SET_ASIDE).unit()).isEqualTo("a");
		assertThat(this.leader.send(command).changes()).isEmpty();
		assertThat(this.fleet.queue(this.a)).hasSize(2).startsWith("first");
	}

	@Test
	void departedUnitWithPoisonIsCollected() {
		this.a.request("reload");
		this.subject.poison("a", "[17," + entry("first") + "]");
		this.a.leave();
		Policy usual = Policy.DEFAULT;
		this.leader.policy = new Policy(true, usual.leaseDuration(), usual.renewDeadline(), usual.maxHoldDelay(),
				usual.maxReleaseDelay(), 3, java.time.Duration.ofSeconds(5), 1000);
		this.fleet.passSeconds(5, this.leader);
		ScheduleAnswer answer = this.leader.schedule();
		assertThat(types(answer.changes())).containsExactly(Type.SET_ASIDE, Type.DROPPED);
		assertThat(change(answer.changes(), Type.DROPPED).operation()).isNotNull()
			.satisfies((operation) -> assertThat(operation.id()).isEqualTo("first"));
	}

	@Test
	void kwargsThatAreNoJsonAreForTheUnitToJudge() {
		this.subject.poison("a", "[" + entry("first").replace("\"kwargs\":\"{}\"", "\"kwargs\":\"{no json\"") + "]");
		rejoin();
		assertThat(this.fleet.databag(this.a).queue().operations()).singleElement()
			.satisfies((queued) -> assertThat(queued.kwargsJson()).isEqualTo("{no json"));
	}

	@Test
	void heartbeatFindsWhatSomebodyHasWrittenIntoAQueueThatNobodyElseLooksAt() {
		long rev = this.fleet.databag(this.a).rev();
		this.subject.poison("a", "[7]");
		HeartbeatAnswer answer = this.a.beat();
		assertThat(types(answer.changes())).containsExactly(Type.SET_ASIDE);
		assertThat(answer.rev()).isGreaterThan(rev);
		assertThat(this.fleet.databag(this.a).setAside()).containsExactly("7");
		assertThat(this.subject.operations("a")).isEqualTo("[]");
		assertThat(this.a.beat().changes()).isEmpty();
	}

	@Test
	void heartbeatPutsInLineWhatSomebodyHasWrittenIntoTheQueue() {
		this.subject.poison("a", "[" + entry("by-hand") + "]");
		long before = this.a.rev;
		HeartbeatAnswer answer = this.a.beat();
		assertThat(answer.changes()).isEmpty();
		assertThat(answer.rev()).as("so that the unit reads it").isGreaterThan(before);
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
		long rev = this.a.rev;
		this.a.beat();
		assertThat(this.a.rev).isEqualTo(rev);
		this.leader.schedule();
		this.a.start();
		assertThat(this.a.held().operationId()).isEqualTo("by-hand");
	}

	@Test
	void queueThatSomebodyHasEmptiedByHandHoldsUpNobody() {
		this.a.request("reload");
		this.subject.poison("a", "[]");
		this.a.beat();
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.NONE);
		assertThat(this.leader.schedule().changes()).isEmpty();
	}

}
