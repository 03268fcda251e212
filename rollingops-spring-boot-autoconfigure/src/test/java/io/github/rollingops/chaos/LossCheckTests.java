package io.github.rollingops.chaos;

import io.github.rollingops.chaos.Fact.What;
import org.junit.jupiter.api.Test;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;

class LossCheckTests {

	private final LossCheck check = new LossCheck();

	@Test
	void lossThatIsNoticedAndSurvivedIsFine() {
		Story story = lost().event("a#1", "StoreLostEvent", "", 0, "").asks("b", "two", "{}").turn("b#1", "two", 11);
		assertThatFindings(story.later(9000).left("{}").judgedBy(this.check, Story.LOSING)).areFine();
	}

	@Test
	void findsALossThatNobodyNoticed() {
		Story story = lost().later(9000).event("a#1", "StoreLostEvent", "", 0, "").left("{}");
		assertThatFindings(story.judgedBy(this.check, Story.LOSING)).areOne("nobody noticed");
	}

	@Test
	void findsAFleetThatDoesNotGoOn() {
		Story story = lost().event("a#1", "StoreLostEvent", "", 0, "").asks("b", "two", "{}").later(9000).left("{}");
		assertThatFindings(story.judgedBy(this.check, Story.LOSING)).areOne("nothing started");
	}

	@Test
	void runThatIsInterruptedInTimeMayOverlapForAMoment() {
		Story story = running().turn("b#1", "two", 11).valid(10).fact(What.INTERRUPTED, "a#1", "one", 10, "");
		assertThatFindings(story.later(9000).left("{}").judgedBy(this.check, Story.LOSING)).areFine();
	}

	@Test
	void findsARunThatGoesOnBesideAnotherOne() {
		Story story = running().later(2000).runs("b#1", "two", 11, 0, "{}").later(100).valid(10).valid(11);
		assertThatFindings(story.later(9000).left("{}").judgedBy(this.check, Story.LOSING)).areOne("goes on beside");
	}

	@Test
	void runThatIsAdoptedGoesOnAlone() {
		Story story = running().later(2000).valid(10).ends(10, "RELEASE").turn("b#1", "two", 11);
		assertThatFindings(story.later(9000).left("{}").judgedBy(this.check, Story.LOSING)).areFine();
	}

	private static Story lost() {
		return Story.begin().faultBegins("forget", "").faultEnds("forget", "");
	}

	private static Story running() {
		return Story.begin()
			.runs("a#1", "one", 10, 0, "{}")
			.faultBegins("forget", "")
			.valid(10)
			.faultEnds("forget", "")
			.event("a#1", "StoreLostEvent", "", 0, "");
	}

}
