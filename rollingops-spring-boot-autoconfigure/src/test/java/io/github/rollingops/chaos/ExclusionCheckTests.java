package io.github.rollingops.chaos;

import org.junit.jupiter.api.Test;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;
import static org.assertj.core.api.Assertions.assertThat;

class ExclusionCheckTests {

	private final ExclusionCheck check = new ExclusionCheck();

	@Test
	void turnsAfterEachOtherAreFine() {
		assertThatFindings(Story.fine().judgedBy(this.check)).areFine();
	}

	@Test
	void runThatGoesOnWithoutItsGrantIsFine() {
		Story story = Story.begin().runs("a#1", "one", 10, 0, "{}").valid(10);
		story.runs("b#1", "two", 11, 0, "{}").valid(11).ends(10, "RELEASE");
		assertThatFindings(story.judgedBy(this.check)).areFine();
	}

	@Test
	void findsTwoRunsThatHoldTheirGrants() {
		Story story = Story.begin().runs("a#1", "one", 10, 0, "{}").runs("b#1", "two", 11, 0, "{}");
		story.valid(10).valid(11);
		assertThatFindings(story.judgedBy(this.check)).areOne("token 10", "token 11");
	}

	@Test
	void findsALongRunBehindAShortOne() {
		Story story = Story.begin().runs("a#1", "one", 10, 0, "{}");
		story.runs("b#1", "two", 11, 0, "{}").runs("c#1", "three", 12, 0, "{}").valid(12).valid(10);
		assertThatFindings(story.judgedBy(this.check)).areOne("token 10", "token 12");
	}

	@Test
	void overlapsAreCountedWhereWritesAreLost() {
		Story story = Story.begin().runs("a#1", "one", 10, 0, "{}").runs("b#1", "two", 11, 0, "{}");
		Findings findings = story.valid(10).valid(11).judgedBy(this.check, Story.LOSING);
		assertThatFindings(findings).areFine();
		assertThat(findings.measures()).containsEntry("overlaps", 1L);
	}

}
