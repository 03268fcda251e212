package io.github.rollingops.chaos;

import io.github.rollingops.chaos.Fact.What;
import org.junit.jupiter.api.Test;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;
import static org.assertj.core.api.Assertions.assertThat;

class FateCheckTests {

	private final FateCheck check = new FateCheck();

	@Test
	void releasedDroppedOrQueuedIsFine() {
		Story story = Story.begin().asks("a", "one", "{}").turn("a#1", "one", 10).asks("a", "two", "{}");
		story.history("DROPPED", "a", "two", 0, "UNIT_FORGOTTEN").asks("b", "three", "{}");
		Findings findings = story.left("{\"queues\":{\"alpha\":{\"b\":[\"three\"]}}}").judgedBy(this.check);
		assertThatFindings(findings).areFine();
		assertThat(findings.measures()).containsEntry("released", 1L)
			.containsEntry("dropped as UNIT_FORGOTTEN", 1L)
			.containsEntry("still queued", 1L);
	}

	@Test
	void findsWhatIsGone() {
		Story story = Story.begin().asks("a", "one", "{}");
		assertThatFindings(story.judgedBy(this.check)).areOne("one", "is gone");
	}

	@Test
	void findsWhatIsGoneThoughNobodyHeardThatItWasAccepted() {
		Story story = Story.begin().asks("a", "one", "{}").without((fact) -> fact.what() == What.ASKED);
		assertThatFindings(story.judgedBy(this.check)).areOne("one", "is gone");
	}

	@Test
	void findsWhatIsDoneAndStillQueued() {
		Story story = Story.begin().asks("a", "one", "{}").turn("a#1", "one", 10);
		story.left("{\"queues\":{\"alpha\":{\"a\":[\"one\"]}}}");
		assertThatFindings(story.judgedBy(this.check)).areOne("more than one fate");
	}

	@Test
	void findsWhatEndedTwice() {
		Story story = Story.begin().asks("a", "one", "{}").turn("a#1", "one", 10);
		story.history("COMPLETED", "a", "one", 10, "");
		assertThatFindings(story.judgedBy(this.check)).areOne("ended more than once");
	}

	@Test
	void findsTwoWordsForOneEnd() {
		Story story = Story.begin().asks("a", "one", "{}").turn("a#1", "one", 10);
		story.event("a#1", "OperationDroppedEvent", "one", 0, "STORE_LOST");
		assertThatFindings(story.judgedBy(this.check)).areOne("RELEASE", "DROPPED STORE_LOST");
	}

	@Test
	void findsARunAfterTheEnd() {
		Story story = Story.begin().asks("a", "one", "{}").turn("a#1", "one", 10).runs("a#1", "one", 11, 1, "{}");
		assertThatFindings(story.judgedBy(this.check)).areOne("began after");
	}

	@Test
	void findsARunThatNobodyAskedFor() {
		Story story = Story.begin().runs("a#1", "one", 11, 1, "{}");
		assertThatFindings(story.judgedBy(this.check)).areOne("nobody accepted");
	}

	@Test
	void whatIsGoneIsCountedWhereWritesAreLost() {
		Findings findings = Story.begin().asks("a", "one", "{}").judgedBy(this.check, Story.LOSING);
		assertThatFindings(findings).areFine();
		assertThat(findings.measures()).containsEntry("lost", 1L);
	}

}
