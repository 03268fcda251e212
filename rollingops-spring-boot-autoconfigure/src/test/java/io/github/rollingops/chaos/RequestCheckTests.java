package io.github.rollingops.chaos;

import io.github.rollingops.chaos.Fact.What;
import org.junit.jupiter.api.Test;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;

class RequestCheckTests {

	private final RequestCheck check = new RequestCheck();

	@Test
	void duplicateOfWhatWaitsIsFine() {
		assertThatFindings(Story.fine().judgedBy(this.check)).areFine();
	}

	@Test
	void findsADuplicateOfWhatNobodyAccepted() {
		Story story = Story.begin().asks("a", "one", "DUPLICATE", "{}");
		assertThatFindings(story.judgedBy(this.check)).areOne("nobody accepted");
	}

	@Test
	void findsADuplicateOfWhatHadEnded() {
		Story story = Story.begin().asks("a", "one", "{}").turn("a#1", "one", 10).later(1000);
		assertThatFindings(story.asks("a", "one", "DUPLICATE", "{}").judgedBy(this.check)).areOne("had ended");
	}

	@Test
	void findsADuplicateOfWhatRuns() {
		Story story = Story.begin().asks("a", "one", "{}").runs("a#1", "one", 10, 0, "{}");
		assertThatFindings(story.asks("a", "one", "DUPLICATE", "{}").valid(10).judgedBy(this.check))
			.areOne("ran under a grant");
	}

	@Test
	void findsADuplicateOnAnotherUnit() {
		Story story = Story.begin().asks("b", "one", "{}").asks("a", "one", "DUPLICATE", "{}");
		assertThatFindings(story.judgedBy(this.check)).areOne("one of unit b");
	}

	@Test
	void findsARequestThatWasTakenTwice() {
		Story story = Story.begin().asks("a", "one", "{}");
		String answer = story.facts().get(story.facts().size() - 1).detail();
		story.fact(What.ASKED, "a#1", "two", 0, answer);
		assertThatFindings(story.judgedBy(this.check)).areOne("answered with");
	}

}
