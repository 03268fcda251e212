package io.github.rollingops.chaos;

import io.github.rollingops.chaos.Fact.What;
import org.junit.jupiter.api.Test;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The longest gap without a cause is three seconds.
 */
class ProgressCheckTests {

	private final ProgressCheck check = new ProgressCheck();

	@Test
	void turnWithinTheLimitIsFine() {
		Findings findings = asked().later(2500).turn("a#1", "one", 10).judgedBy(this.check);
		assertThatFindings(findings).areFine();
		assertThat(findings.measures().get("longest gap in ms")).isBetween(2500L, 2600L);
	}

	@Test
	void findsAGapWithoutACause() {
		assertThatFindings(asked().later(3500).turn("a#1", "one", 10).judgedBy(this.check)).areOne("causes: []");
	}

	@Test
	void findsWorkThatIsNeverDone() {
		assertThatFindings(asked().later(3500).left("{}").judgedBy(this.check)).areOne("causes: []");
	}

	@Test
	void findsAGapAfterARunThatHasLostItsGrant() {
		Story story = asked().asks("b", "two", "{}").runs("a#1", "one", 10, 0, "{}");
		story.event("a#1", "GrantLostEvent", "one", 10, "").later(3500).turn("b#1", "two", 11);
		assertThatFindings(story.judgedBy(this.check)).areOne("causes: []");
	}

	@Test
	void runThatHoldsItsGrantIsNoGap() {
		Story story = asked().asks("b", "two", "{}").runs("a#1", "one", 10, 0, "{}").later(9000).ends(10, "RELEASE");
		assertThatFindings(story.turn("b#1", "two", 11).judgedBy(this.check)).areFine();
	}

	@Test
	void unitThatIsGoneHasTime() {
		Story story = Story.begin()
			.asks("b", "two", "{}")
			.fault("kill", "b", "b#1", What.KILLED)
			.later(9000)
			.left("{}");
		assertThatFindings(story.judgedBy(this.check)).areFine();
	}

	@Test
	void endOfTheLeaderBeginsTheTimeAnew() {
		Story story = Story.begin().asks("b", "two", "{}").later(2000).fault("kill", "a", "a#1", What.KILLED);
		assertThatFindings(story.later(2500).turn("b#1", "two", 10).judgedBy(this.check)).areFine();
	}

	@Test
	void findsAGapThatTheEndOfTheLeaderDoesNotExplain() {
		Story story = Story.begin().asks("b", "two", "{}").later(2000).fault("kill", "a", "a#1", What.KILLED);
		assertThatFindings(story.later(3500).turn("b#1", "two", 10).judgedBy(this.check)).areOne("KILLED a#1");
	}

	@Test
	void findsAGapThatTheEndOfSomebodyElseDoesNotExplain() {
		Story story = Story.begin().asks("b", "two", "{}").later(2000).fault("kill", "c", "c#1", What.KILLED);
		assertThatFindings(story.later(2000).turn("b#1", "two", 10).judgedBy(this.check)).areOne("causes: []");
	}

	@Test
	void outageOfTheStoreAddsALease() {
		Story story = Story.begin().asks("b", "two", "{}").faultBegins("outage", "").later(9000);
		story.faultEnds("outage", "").later(4500).turn("b#1", "two", 10);
		assertThatFindings(story.judgedBy(this.check)).areFine();
	}

	@Test
	void findsAGapThatAnOutageDoesNotExplain() {
		Story story = Story.begin().asks("b", "two", "{}").faultBegins("outage", "").later(9000);
		story.faultEnds("outage", "").later(5500).turn("b#1", "two", 10);
		assertThatFindings(story.judgedBy(this.check)).areOne("outage");
	}

	@Test
	void stallOfTheMachineIsNoFaultOfTheFleet() {
		Story story = asked().later(2900).fact(What.STALLED, "#1", "", 0, "2000").later(4000);
		assertThatFindings(story.turn("a#1", "one", 10).judgedBy(this.check)).areFine();
	}

	@Test
	void suspensionOfTheHolderIsNoRun() {
		Story story = asked().asks("b", "two", "{}").history("GRANTED", "a", "one", 10, "");
		story.runs("a#1", "one", 10, 0, "{}").fact(What.PAUSED, "a#1", "", 0, "").later(3500);
		assertThatFindings(story.turn("b#1", "two", 11).judgedBy(this.check)).areOne("520 ms too long");
	}

	private static Story asked() {
		return Story.begin().asks("a", "one", "{}");
	}

}
