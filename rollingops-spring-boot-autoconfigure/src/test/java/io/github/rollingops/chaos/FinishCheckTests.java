package io.github.rollingops.chaos;

import io.github.rollingops.chaos.Fact.What;
import org.junit.jupiter.api.Test;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;

class FinishCheckTests {

	private final FinishCheck check = new FinishCheck();

	@Test
	void turnsAfterEachOtherAreFine() {
		assertThatFindings(Story.fine().judgedBy(this.check)).areFine();
	}

	@Test
	void lockThatIsKeptHasAFreshToken() {
		Story story = granted().runs("a#1", "one", 10, 0, "{}").ends(10, "RETRY_HOLD");
		story.history("RETRY", "a", "one", 10, "retry-hold").runs("a#1", "one", 12, 1, "{}").ends(12, "RELEASE");
		assertThatFindings(story.completed("a#1", "one", 12).judgedBy(this.check)).areFine();
	}

	@Test
	void staleRunIsAccountedForOnce() {
		Story story = granted().runs("a#1", "one", 10, 0, "{}").history("STALE_RELEASED", "a", "one", 10, "");
		story.turn("b#1", "two", 11).history("RETRY", "a", "one", 10, "retry-release");
		assertThatFindings(story.turn("a#1", "one", 12).judgedBy(this.check)).areFine();
	}

	@Test
	void findsAStaleRunThatIsAccountedForTwice() {
		Story story = granted().history("STALE_RELEASED", "a", "one", 10, "");
		story.history("RETRY", "a", "one", 10, "retry-release").history("RETRY", "a", "one", 10, "retry-release");
		assertThatFindings(story.judgedBy(this.check)).areOne("accounted for before");
	}

	@Test
	void findsALateFinisherThatEndsItsOperation() {
		Story story = granted().runs("a#1", "one", 10, 0, "{}").history("STALE_RELEASED", "a", "one", 10, "");
		story.ends(10, "RELEASE").completed("a#1", "one", 10).without((fact) -> fact.what() == What.EVENT);
		assertThatFindings(story.judgedBy(this.check)).areSome("is not of the grant");
	}

	@Test
	void findsAGrantBesideAnotherOne() {
		assertThatFindings(granted().history("GRANTED", "b", "two", 11, "").judgedBy(this.check))
			.areOne("while the lock was held");
	}

	@Test
	void findsATokenThatDoesNotGrow() {
		Story story = granted().history("HANDED_BACK", "a", "one", 10, "").history("GRANTED", "b", "two", 9, "");
		assertThatFindings(story.judgedBy(this.check)).areOne("after token 10");
	}

	@Test
	void findsAFinishOfAnotherToken() {
		Story story = granted().runs("a#1", "one", 9, 0, "{}").ends(9, "RELEASE").completed("a#1", "one", 9);
		assertThatFindings(story.judgedBy(this.check)).areOne("is not of the grant");
	}

	@Test
	void findsAReleaseThatNoCallbackAnswered() {
		Story story = granted().runs("a#1", "one", 10, 0, "{}").ends(10, "RETRY_RELEASE").completed("a#1", "one", 10);
		assertThatFindings(story.judgedBy(this.check)).areOne("ended with RETRY_RELEASE");
	}

	@Test
	void findsWhatWasHandedBackThoughItRan() {
		Story story = granted().runs("a#1", "one", 10, 0, "{}").history("HANDED_BACK", "a", "one", 10, "");
		assertThatFindings(story.judgedBy(this.check)).areOne("but there was a run");
	}

	private static Story granted() {
		return Story.begin().asks("a", "one", "{}").asks("b", "two", "{}").history("GRANTED", "a", "one", 10, "");
	}

}
