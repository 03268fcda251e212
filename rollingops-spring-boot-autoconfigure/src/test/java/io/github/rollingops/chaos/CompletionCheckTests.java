package io.github.rollingops.chaos;

import io.github.rollingops.chaos.Fact.What;
import org.junit.jupiter.api.Test;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;
import static org.assertj.core.api.Assertions.assertThat;

class CompletionCheckTests {

	private final CompletionCheck check = new CompletionCheck();

	@Test
	void endThatWasHeardOfIsFine() {
		assertThatFindings(Story.fine().judgedBy(this.check)).areFine();
	}

	@Test
	void processThatWasKilledHearsOfNothing() {
		Story story = Story.begin().asks("a", "one", "{}").fault("kill", "a", "a#1", What.KILLED);
		assertThat(story.judgedBy(this.check).violations()).isEmpty();
	}

	@Test
	void processThatStopsMaySayThat() {
		Story story = Story.begin().asks("a", "one", "{}").fact(What.STOPPING, "a#1", "", 0, "");
		assertThatFindings(story.fact(What.COMPLETED, "a#1", "one", 0, "STOPPED").judgedBy(this.check)).areFine();
	}

	@Test
	void findsACompletionThatHangs() {
		Story story = Story.begin().asks("a", "one", "{}");
		assertThatFindings(story.judgedBy(this.check)).areOne("never heard");
	}

	@Test
	void findsAnotherEnd() {
		Story story = Story.begin().asks("a", "one", "{}").fact(What.COMPLETED, "a#1", "one", 0, "DROPPED STORE_LOST");
		assertThatFindings(story.history("COMPLETED", "a", "one", 10, "").judgedBy(this.check)).areOne("STORE_LOST",
				"RELEASE");
	}

	@Test
	void findsAProcessThatSaysThatItStopsAndDoesNot() {
		Story story = Story.begin().asks("a", "one", "{}").fact(What.COMPLETED, "a#1", "one", 0, "STOPPED");
		assertThatFindings(story.judgedBy(this.check)).areOne("stops");
	}

}
