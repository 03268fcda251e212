package io.github.rollingops.chaos;

import org.junit.jupiter.api.Test;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;

class AttemptCheckTests {

	private final AttemptCheck check = new AttemptCheck();

	@Test
	void eachRunThatCountsIsFine() {
		Story story = asked().runs("a#1", "one", 10, 0, "{}").runs("a#1", "one", 11, 1, "{}");
		assertThatFindings(story.judgedBy(this.check)).areFine();
	}

	@Test
	void grantThatWasLostBeforeTheFirstRunMayCount() {
		Story story = asked().history("STALE_RELEASED", "a", "one", 9, "").runs("a#1", "one", 10, 1, "{}");
		assertThatFindings(story.judgedBy(this.check)).areFine();
	}

	@Test
	void findsARunThatDidNotCount() {
		Story story = asked().runs("a#1", "one", 10, 0, "{}").runs("a#1", "one", 11, 0, "{}");
		assertThatFindings(story.judgedBy(this.check)).areOne("follows");
	}

	@Test
	void findsOneTooMany() {
		Story story = asked().runs("a#1", "one", 10, 0, "{}").runs("a#1", "one", 11, 3, "{}");
		assertThatFindings(story.judgedBy(this.check)).areOne("again 2 times only");
	}

	@Test
	void findsAFirstOneThatIsNone() {
		assertThatFindings(asked().runs("a#1", "one", 10, 1, "{}").judgedBy(this.check)).areOne("is the first one");
	}

	private static Story asked() {
		return Story.begin().asks("a", "one", "{}");
	}

}
