package io.github.rollingops.chaos;

import io.github.rollingops.chaos.Fact.What;
import org.junit.jupiter.api.Test;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;
import static org.assertj.core.api.Assertions.assertThat;

class FleetOrderCheckTests {

	private final FleetOrderCheck check = new FleetOrderCheck();

	@Test
	void oldestFirstIsFine() {
		Story story = asked().turn("a#1", "one", 10).turn("b#1", "two", 11).later(1000).left("");
		assertThatFindings(story.judgedBy(this.check)).areFine();
	}

	@Test
	void findsTheYoungerFirst() {
		Story story = asked().turn("b#1", "two", 10).turn("a#1", "one", 11).later(1000);
		assertThatFindings(story.left("").judgedBy(this.check)).areOne("passes over", "one");
	}

	@Test
	void findsARetryBeforeARequest() {
		Story story = Story.begin().asks("b", "two", "{}").history("GRANTED", "b", "two", 10, "");
		story.history("RETRY", "b", "two", 10, "retry-release").asks("a", "one", "{}").turn("b#1", "two", 11);
		assertThatFindings(story.later(1000).left("").judgedBy(this.check)).areOne("passes over", "one");
	}

	@Test
	void retryThatHadKeptTheLockComesFirst() {
		Story story = Story.begin().asks("b", "two", "{}").history("GRANTED", "b", "two", 10, "");
		story.history("RETRY", "b", "two", 10, "retry-hold").asks("a", "one", "{}");
		story.history("STALE_RELEASED", "b", "two", 11, "").turn("b#1", "two", 12).later(1000).left("");
		assertThat(story.judgedBy(this.check).violations()).isEmpty();
	}

	@Test
	void unitThatWasNotThereIsPassedOver() {
		Story story = asked().fault("kill", "a", "a#1", What.KILLED).later(3000).turn("b#1", "two", 10).later(1000);
		assertThat(story.left("").judgedBy(this.check).violations()).isEmpty();
	}

	@Test
	void unitThatIsSeenOffSoonIsPassedOver() {
		Story story = asked().turn("b#1", "two", 10).history("DEPARTED", "a", "", 0, "").later(1000).left("");
		assertThat(story.judgedBy(this.check).violations()).isEmpty();
	}

	@Test
	void nothingIsJudgedInTheWakeOfTheStore() {
		Story story = asked().faultBegins("outage", "").faultEnds("outage", "").turn("b#1", "two", 10).later(1000);
		assertThat(story.left("").judgedBy(this.check).howManyJudged()).isZero();
	}

	private static Story asked() {
		return Story.begin().asks("a", "one", "{}").asks("b", "two", "{}").later(1000);
	}

}
