package io.github.rollingops.chaos;

import org.junit.jupiter.api.Test;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;
import static org.assertj.core.api.Assertions.assertThat;

class TokenCheckTests {

	private final TokenCheck check = new TokenCheck();

	@Test
	void tokensThatIncreaseAreFine() {
		assertThatFindings(Story.fine().judgedBy(this.check)).areFine();
	}

	@Test
	void processThatWasSuspendedBeforeItsCallMayComeLate() {
		Story story = Story.begin().runs("b#1", "two", 11, 0, "{}").valid(11).runs("a#1", "one", 10, 0, "{}");
		assertThatFindings(story.judgedBy(this.check)).areFine();
	}

	@Test
	void findsATokenThatIsLowerThanOneBeforeIt() {
		Story story = Story.begin().runs("b#1", "two", 11, 0, "{}").valid(11).runs("a#1", "one", 10, 0, "{}").valid(10);
		assertThatFindings(story.judgedBy(this.check)).areOne("under token 10", "under token 11");
	}

	@Test
	void findsATokenThatIsStartedByTwo() {
		Story story = Story.begin().runs("a#1", "one", 10, 0, "{}").runs("b#1", "one", 10, 0, "{}");
		assertThatFindings(story.judgedBy(this.check)).areOne("second");
	}

	@Test
	void findsAUnitThatGoesBackEvenWhereWritesAreLost() {
		Story story = Story.begin().runs("a#1", "one", 11, 0, "{}").runs("a#2", "two", 10, 0, "{}");
		assertThatFindings(story.judgedBy(this.check, Story.LOSING)).areOne("same unit");
	}

	@Test
	void outlivesLosses() {
		assertThat(this.check.outlivesLosses()).isTrue();
	}

}
