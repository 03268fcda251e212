package io.github.rollingops.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.rollingops.Explanation;
import io.github.rollingops.Explanation.Kind;
import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.LockIntent;
import io.github.rollingops.Trouble;
import io.github.rollingops.databag.UnitDatabag.Place;
import io.github.rollingops.engine.GroupPicture.UnitPicture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static io.github.rollingops.engine.GroupPicture.NOW;
import static io.github.rollingops.engine.GroupPicture.ago;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each kind of explanation, by a group in which it is given for the unit "b".
 */
class ExplainerTests {

	static final List<Case> CASES = List.of( //
			new Case(Kind.NOT_JOINED, 0, ago(7), null, ExplainerTests::outsider, "Unit 'b' takes no part: its reason.",
					"1 operation of its queue waits", "under token 77", "reach the store"),
			new Case(Kind.DEPARTED, -1, ago(3), null, (group) -> waiting(group).parked().live = false,
					"no member of the group", "last heard of at 2026-01-31T11:59:57Z (PT3S ago)", "1 operation",
					"Start"),
			new Case(Kind.DEPARTED, 0, ago(3), null, (group) -> running(group).live = false, "has the turn for reload",
					"no member any more", "Leader 'a' takes the turn back", "Start the unit again"),
			new Case(Kind.RUNNING, 0, ago(20), null, ExplainerTests::running,
					"has the turn for reload[op] since 2026-01-31T11:59:40Z (PT20S ago), under token 77",
					"look at the health of 'b'", "force the release of token 77"),
			new Case(Kind.RUNNING, 0, ago(20), null, (group) -> running(group).draining = true, "it is stopping"),
			new Case(Kind.SILENT, 0, ago(5), null, (group) -> running(group).lastSeen = ago(5),
					"has the turn for reload",
					"Unit 'b' was last heard of at 2026-01-31T11:59:55Z (PT5S ago), though it should beat every PT3S",
					"suspended", "taken back within a lease"),
			new Case(Kind.TURN_HELD, 1, ago(20), null, (group) -> held(group).lastSeen = ago(5),
					"Unit 'a' was last heard of at 2026-01-31T11:59:55Z", "Look at that process"),
			new Case(Kind.TURN_FREE, 1, ago(30), null, (group) -> {
				waiting(group);
				group.unit("a").lastSeen = ago(5);
			}, "Besides, unit 'a' was last heard of"), //
			new Case(Kind.IDLE, -1, null, null, (group) -> group.unit("b").lastSeen = ago(5),
					"Besides, unit 'b' was last heard of"), //
			new Case(Kind.RETRY_HELD, 0, ago(5), Duration.ofSeconds(4),
					(group) -> running(group).failed(LockIntent.RETRY_HOLD, 5, 4), "keeps it between two runs",
					"attempt 1", "due in PT4S", "RETRY_HOLD"),
			new Case(Kind.DRAINING, -1, null, null, (group) -> waiting(group).parked().draining = true, "is stopping",
					"1 operation of its queue waits", "Start it again"),
			new Case(Kind.BUSY, -1, null, null, (group) -> waiting(group).parked().busy = true,
					"a callback that has lost its grant has not returned", "heed interruption", "restart that process"),
			new Case(Kind.OUTDATED, -1, null, null, (group) -> waiting(group).parked(), "an older version",
					"Update it"),
			new Case(Kind.BACKING_OFF, -1, ago(5), Duration.ofSeconds(4),
					(group) -> waiting(group).failed(LockIntent.RETRY_RELEASE, 5, 4), "run 1 failed at", "due in PT4S",
					"waits behind", "log of 'b'"),
			new Case(Kind.BACKING_OFF, -1, ago(5), Duration.ofSeconds(4),
					(group) -> waiting(group).failed(LockIntent.RETRY_HOLD, 5, 4), "then comes first"),
			new Case(Kind.CALLBACK_MISSING, 1, ago(30), null, (group) -> waiting(group).callbackIds = List.of("rotate"),
					"has no callback 'reload' but [rotate]", "UNKNOWN_CALLBACK", "start a version", "The turn is free"),
			new Case(Kind.NO_LEADER, 1, ago(20), null, ExplainerTests::leaderless,
					"Nobody has led the group since 2026-01-31T11:59:40Z", "one of [a, b] takes the lead",
					"place 1 of 1"),
			new Case(Kind.QUIET, 1, null, Duration.ofSeconds(9), (group) -> waiting(group, Duration.ofSeconds(9)),
					"Nothing is granted for PT9S", "lost writes", "goes on by itself"),
			new Case(Kind.TURN_HELD, 1, ago(20), null, (group) -> held(group),
					"Unit 'a' has the turn for reload[op-of-a] since 2026-01-31T11:59:40Z (PT20S ago), under token 77",
					"force the release of token 77", "reload[op] is at place 1 of 1 in line"),
			new Case(Kind.TURN_HELD, 1, ago(20), null, (group) -> held(group).failed(LockIntent.RETRY_HOLD, 5, 4),
					"the next run is due in PT4S"),
			new Case(Kind.TURN_HELD, 1, ago(20), null, (group) -> {
				held(group).live = false;
				group.leader = "b";
			}, "no member any more", "Leader 'b' takes the turn back"),
			new Case(Kind.TURN_HELD, 1, ago(20), null, (group) -> {
				held(group);
				group.leader = null;
				group.quiet = Duration.ofSeconds(9);
			}, "nobody leads the group: one of [a, b]", "nothing is granted for PT9S"),
			new Case(Kind.NO_LEADER, 1, null, null, (group) -> {
				held(group).live = false;
				group.leader = null;
			}, "The turn is still with 'a', which has gone"),
			new Case(Kind.TURN_FREE, 1, ago(30), null, ExplainerTests::waiting, "The turn is free",
					"leader 'a' gives it", "log of 'a'", "place 1 of 1"),
			new Case(Kind.NOT_INDEXED, -1, null, null, (group) -> waiting(group).place = Place.NONE,
					"does not know where reload[op] of unit 'b' stands", "next heartbeat"),
			new Case(Kind.SET_ASIDE, -1, null, null, (group) -> group.unit("b").setAside = List.of("{", "["),
					"2 entries of the queue", "cannot be read", "lie in set_aside", "re-admit or drop"),
			new Case(Kind.SET_ASIDE, -1, null, null, (group) -> group.unit("b").unreadable = List.of("{"),
					"1 entry of the queue", "moved to set_aside"),
			new Case(Kind.IDLE, -1, null, null, (group) -> group.unit("b"), "nothing to do"),
			new Case(Kind.UNKNOWN, -1, null, null, (group) -> {
			}, "no unit 'b'", "it has [a]", "correct the name"));

	/**
	 * What no snapshot shows: that there is none, what is over, and a second operation.
	 */
	private static final Set<Kind> ELSEWHERE = EnumSet.of(Kind.STORE_UNREACHABLE, Kind.ENDED, Kind.BEHIND);

	@ParameterizedTest
	@FieldSource("CASES")
	void unitIsExplained(Case expected) {
		GroupPicture group = new GroupPicture();
		expected.painter.accept(group);
		Explanation explanation = group.explainer().unit("b");
		assertThat(explanation.kind()).isEqualTo(expected.kind);
		assertThat(explanation.place()).isEqualTo(expected.place);
		assertThat(explanation.since()).isEqualTo(expected.since);
		assertThat(explanation.dueIn()).isEqualTo(expected.dueIn);
		assertThat(explanation.description()).contains(expected.words).matches("[A-Z0-9].*\\.");
		assertThat(List.of(explanation.group(), Objects.toString(explanation.unit()))).containsExactly("default", "b");
	}

	@Test
	void everyKindIsExplained() {
		Set<Kind> explained = CASES.stream().map(Case::kind).collect(Collectors.toSet());
		explained.addAll(ELSEWHERE);
		assertThat(explained).containsExactlyInAnyOrder(Kind.values());
	}

	@Test
	void headIsExplainedAsItsUnitIs() {
		GroupPicture group = new GroupPicture();
		waiting(group).queued("later", 10);
		Explanation explanation = group.explainer().unit("b");
		assertThat(explanation.operationId()).isEqualTo("op");
		assertThat(group.explainer().operation("op")).isEqualTo(explanation);
	}

	@Test
	void operationBehindOthersTellsOfTheHead() {
		GroupPicture group = new GroupPicture();
		waiting(group).failed(LockIntent.RETRY_RELEASE, 5, 4).queued("later", 10).queued("last", 9);
		Explanation last = explained(group, "last");
		assertThat(last.kind()).isEqualTo(Kind.BEHIND);
		assertThat(last.place()).isEqualTo(-1);
		assertThat(last.since()).isEqualTo(ago(9));
		assertThat(last.dueIn()).isEqualTo(Duration.ofSeconds(4));
		assertThat(last.description()).startsWith("2 operations of unit 'b' are ahead of reload[last]")
			.contains("Of the first: Operation reload[op] backs off");
	}

	@Test
	void operationBehindOthersTellsOfItsMissingCallback() {
		GroupPicture group = new GroupPicture();
		running(group).queued("later", 10).callbackIds = List.of();
		assertThat(explained(group, "later").description()).contains("Besides, unit 'b' has no callback 'reload'");
	}

	@Test
	void placeCountsTheTurnsBefore() {
		GroupPicture group = new GroupPicture();
		group.unit("a").queued("a1", 60).queued("a2", 50);
		group.grant("a", 5);
		group.unit("b").queued("b1", 40);
		group.unit("c").queued("c1", 70).queued("c2", 30).failed(LockIntent.RETRY_RELEASE, 20, 0);
		group.unit("d").queued("d1", 10).failed(LockIntent.RETRY_HOLD, 2, 0);
		assertThat(List.of("a1", "d1", "a2", "b1", "c1", "c2")).extracting((id) -> explained(group, id).place())
			.containsExactly(0, 1, 2, 3, 4, 5);
	}

	@Test
	void grantOfAnOperationThatIsNoLongerQueuedIsExplained() {
		GroupPicture group = new GroupPicture();
		running(group).queue.clear();
		group.unit("b").queued("next", 4).place = Place.GRANTED;
		assertThat(explained(group, "op").description()).contains("has the turn for operation op since");
		assertThat(explained(group, "next").description()).startsWith("1 operation of unit 'b' is ahead");
		assertThat(explained(group, "next").place()).isOne();
	}

	@Test
	void grantOfAUnitThatTheStoreHasLostIsExplained() {
		GroupPicture group = new GroupPicture();
		group.grant = new Grant("gone", "boot", "op", 77, ago(20));
		Explanation explanation = explained(group, "op");
		assertThat(explanation.unit()).isEqualTo("gone");
		assertThat(explanation.kind()).isEqualTo(Kind.UNKNOWN);
		assertThat(explanation.description()).contains("nothing else is known of it", "Leader 'a' takes the turn back");
	}

	@Test
	void operationThatWasSetAsideIsFound() {
		GroupPicture group = new GroupPicture();
		group.unit("b").setAside = List.of("{\"id\":\"lost\",\"attempt\":{}}");
		assertThat(explained(group, "lost").kind()).isEqualTo(Kind.SET_ASIDE);
		assertThat(group.explainer().operation("los")).isNull();
	}

	@Test
	void whatWasSetAsideIsToldBesides() {
		GroupPicture group = new GroupPicture();
		waiting(group).setAside = List.of("{");
		Explanation explanation = group.explainer().unit("b");
		assertThat(explanation.kind()).isEqualTo(Kind.TURN_FREE);
		assertThat(explanation.description()).contains("Besides, 1 entry of the queue of unit 'b' cannot be read");
	}

	@Test
	void lifeThatHasNoPartDoesNotSpeakForTheOneThatHas() {
		GroupPicture group = new GroupPicture();
		group.unit("a").queued("op", 30);
		group.grant("a", 20);
		group.trouble(Trouble.Kind.NOT_JOINED, 7, "another life has its name");
		assertThat(group.explainer().unit("a").kind()).isEqualTo(Kind.RUNNING);
		assertThat(group.explainer().unit("a").description())
			.endsWith("Besides, of this process: another life has its name.");
	}

	@Test
	void runThatIsOverdueHereIsToldSo() {
		GroupPicture group = new GroupPicture();
		group.unit("a").queued("op", 30);
		group.grant("a", 20);
		group.trouble(Trouble.Kind.RUN_OVERDUE, 7, "reload[op] has not returned");
		assertThat(group.explainer().unit("a").description()).endsWith("Besides, reload[op] has not returned.");
	}

	@Test
	void leaderlessGroupOfUnitsThatStopIsToldToBeStarted() {
		GroupPicture group = new GroupPicture();
		held(group).live = false;
		group.leader = null;
		group.unit("b").draining = true;
		assertThat(group.explainer().unit("a").description()).contains("all members are stopping; start a unit");
	}

	private static Explanation explained(GroupPicture group, String operationId) {
		return Objects.requireNonNull(group.explainer().operation(operationId));
	}

	private static UnitPicture waiting(GroupPicture group) {
		return group.unit("b").queued("op", 30);
	}

	private static void waiting(GroupPicture group, Duration quiet) {
		waiting(group);
		group.quiet = quiet;
	}

	private static UnitPicture running(GroupPicture group) {
		waiting(group);
		return group.grant("b", 20);
	}

	private static UnitPicture held(GroupPicture group) {
		waiting(group);
		group.unit("a").queued("op-of-a", 40);
		return group.grant("a", 20);
	}

	private static void leaderless(GroupPicture group) {
		waiting(group);
		group.leader = null;
		group.known = new Knowledge("a", List.of(), Duration.ofSeconds(20), new Silence(GroupPicture.HEARTBEAT), null);
	}

	private static void outsider(GroupPicture group) {
		running(group).live = false;
		group.known = new Knowledge("b",
				List.of(new Trouble(Trouble.Kind.NOT_JOINED, Duration.between(ago(7), NOW),
						"unit 'b' takes no part: its reason", null)),
				Duration.ZERO, new Silence(GroupPicture.HEARTBEAT), null);
	}

	/**
	 * What a group looks like in which "b" is explained so.
	 */
	record Case(Kind kind, int place, @Nullable Instant since, @Nullable Duration dueIn, Consumer<GroupPicture> painter,
			String... words) {

		@Override
		public String toString() {
			return this.kind + ": " + this.words[0];
		}

	}

}
